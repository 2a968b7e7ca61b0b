package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BprModelTest {
  private static final int BIAS = 1;

  /** One user and two items of one component: user 0.25, item 0 at 0.5, item 1 at -0.5. */
  private static BprModel smallModel() {
    return new BprModel(1, 2, 1, 0.05f, drawing(1.0f, 0.0f, 0.75f));
  }

  @Test
  void startsAtHalfTheDrawnDistanceFromTheMiddle() {
    BprModel model = smallModel();
    assertEquals(0.5f, model.item(0, 0));
    assertEquals(-0.5f, model.item(1, 0));
    assertEquals(0.25f, model.user(0, 0));
    assertEquals(0, model.item(0, BIAS));
    assertEquals(0.125f, model.score(0, 0));
  }

  @Test
  void drawnValuesAreDividedByTheComponents() {
    BprModel model = new BprModel(50, 50, 8, 0.05f, new SplittableRandom(1));
    float greatest = 0;
    for (int item = 0; item < 50; item++) {
      for (int k = 0; k < 8; k++) {
        greatest = Math.max(greatest, Math.abs(model.item(item, k)));
      }
    }
    assertTrue(greatest > 0.05 && greatest <= 0.0625, "found " + greatest);
  }

  @Test
  void oneUpdateMovesEveryWeightByItsGradient() {
    BprModel model = smallModel();
    model.update(0, 0, 1);
    // Scores 0.125 and -0.125, so 1 - sigmoid(0.25) = 0.4378235; all accumulators are 1.
    // Items: 0.05 * 0.4378235 * 0.25; user: 0.05 * 0.4378235 * (0.5 + 0.5); bias: 0.05 * 0.4378235.
    assertEquals(0.50547279, model.item(0, 0), 1e-7);
    assertEquals(-0.50547279, model.item(1, 0), 1e-7);
    assertEquals(0.27189118, model.user(0, 0), 1e-7);
    assertEquals(0.02189118, model.item(0, BIAS), 1e-7);
    assertEquals(-0.02189118, model.item(1, BIAS), 1e-7);
  }

  @Test
  void theSecondUpdateIsDampedByTheFirstGradient() {
    BprModel model = smallModel();
    model.update(0, 0, 1);
    model.update(0, 0, 1);
    // Difference 2 * (0.50547279 * 0.27189118 + 0.02189118) = 0.3186496, slope 0.4210049.
    // User: gradient 0.4210049 * 1.01094557 = 0.4256130, accumulator 1 + 0.4378235^2 = 1.1916894,
    // so 0.27189118 + 0.05 * 0.4256130 / sqrt(1.1916894) = 0.2913853.
    assertEquals(0.2913853, model.user(0, 0), 1e-6);
    // Bias: the same accumulator, 0.02189118 + 0.05 * 0.4210049 / 1.0916453 = 0.0411742.
    assertEquals(0.0411742, model.item(0, BIAS), 1e-6);
  }

  /** Draws these numbers one after the other. */
  private static RandomGenerator drawing(Float... values) {
    Iterator<Float> next = List.of(values).iterator();
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("only floats are drawn");
      }

      @Override
      public float nextFloat() {
        return next.next();
      }
    };
  }
}
