package org.recjpq.assignment.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PowerLawTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @Test
  void withExponentOneARankHasTheLogarithmsOfItsInterval() {
    PowerLaw law =
        new PowerLaw(3, 1); // rank 0 below log(2)/log(4) = 1/2, rank 1 below log(3)/log(4)
    assertEquals(0, law.rank(0));
    assertEquals(0, law.rank(0.499));
    assertEquals(1, law.rank(0.501));
    assertEquals(1, law.rank(0.792));
    assertEquals(2, law.rank(0.793));
    assertEquals(2, law.rank(ALMOST_ONE));
  }

  @Test
  void withExponentZeroAllRanksAreAlike() {
    PowerLaw law = new PowerLaw(4, 0);
    int[] counts = new int[4];
    for (int i = 0; i < 400; i++) {
      counts[law.rank((i + 0.5) / 400)]++;
    }
    assertEquals(100, counts[0]);
    assertEquals(100, counts[1]);
    assertEquals(100, counts[2]);
    assertEquals(100, counts[3]);
  }

  @Test
  void withExponentTwoARankHasTheReciprocalsOfItsInterval() {
    PowerLaw law = new PowerLaw(3, 2); // rank 0 below (1 - 1/2) / (1 - 1/4) = 2/3, rank 1 below 8/9
    assertEquals(0, law.rank(0.666));
    assertEquals(1, law.rank(0.667));
    assertEquals(1, law.rank(0.888));
    assertEquals(2, law.rank(0.889));
    assertEquals(2, law.rank(ALMOST_ONE));
  }

  @Test
  void aSingleRankIsAlwaysDrawn() {
    for (double exponent : new double[] {0, 1, 1.5}) {
      assertEquals(0, new PowerLaw(1, exponent).rank(0));
      assertEquals(0, new PowerLaw(1, exponent).rank(ALMOST_ONE));
    }
  }

  @Test
  void theLastRankOfAMillionIsReachedAndNotPassed() {
    for (double exponent : new double[] {0, 0.5, 1, 2}) {
      PowerLaw law = new PowerLaw(1_000_000, exponent);
      int last = law.rank(ALMOST_ONE);
      assertEquals(999_999, last, 1, "exponent " + exponent);
    }
  }
}
