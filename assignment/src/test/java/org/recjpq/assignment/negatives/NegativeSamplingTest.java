package org.recjpq.assignment.negatives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.assignment.sequences.Sequences;

/** Four items with 5, 1, 0 and 3 interactions; item 4 is the padding row. */
class NegativeSamplingTest {
  private static final Sequences TRAIN =
      Sequences.of(4, new int[] {0, 3, 0, 0, 1, 0, 3}, new int[] {3, 0});

  @Test
  void eachHasAName() {
    assertEquals("popular, uniform", Parts.names(NegativeSampling.class));
    assertEquals(new UniformNegatives(1), new UniformNegatives());
    assertEquals(new PopularNegatives(1024), new PopularNegatives());
  }

  @Test
  void uniformOnesAreDrawnForEachPosition() {
    var sampling = new UniformNegatives(3);
    assertFalse(sampling.shared());
    Negatives drawn =
        sampling.sampler(TRAIN).draw(2, new int[] {0, 4, 2, 1}, new SplittableRandom(5));
    assertEquals(2, drawn.rows());
    assertArrayEquals(new SplittableRandom(5).ints(6, 0, 4).toArray(), drawn.items());
    // each item is expected 3 / 4 times among the three of a position
    float expected = (float) Math.log(0.75);
    assertArrayEquals(new float[] {expected}, drawn.logCounts(), 1e-7f);
    assertArrayEquals(
        new float[] {expected, 0, expected, expected}, drawn.positiveLogCounts(), 1e-7f);
  }

  @Test
  void popularOnesAreDrawnOnceByTheirShares() {
    var sampling = new PopularNegatives(2600);
    assertTrue(sampling.shared());
    Negatives drawn = sampling.sampler(TRAIN).draw(2, new int[] {0, 4}, new SplittableRandom(5));
    assertEquals(1, drawn.rows());
    int[] counts = new int[4];
    int[] shares = {6, 2, 1, 4}; // of 13: 2600 draws are 200 for each
    for (int i = 0; i < 2600; i++) {
      int item = drawn.items()[i];
      counts[item]++;
      assertEquals(Math.log(200.0 * shares[item]), drawn.logCounts()[i], 1e-5);
    }
    for (int item = 0; item < 4; item++) { // standard deviations are at most 26
      assertEquals(200.0 * shares[item], counts[item], 110);
    }
    assertArrayEquals(new float[] {(float) Math.log(1200), 0}, drawn.positiveLogCounts(), 1e-5f);
  }

  @Test
  void thereIsAtLeastOne() {
    var uniform = assertThrows(IllegalArgumentException.class, () -> new UniformNegatives(0));
    assertEquals("count must be at least 1, found 0", uniform.getMessage());
    var popular = assertThrows(IllegalArgumentException.class, () -> new PopularNegatives(-1));
    assertEquals("count must be at least 1, found -1", popular.getMessage());
  }
}
