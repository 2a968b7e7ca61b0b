package org.recjpq.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class DropoutTest {
  /** Not a multiple of 4, so that the last random word is only partly used. */
  private static final Shape SHAPE = Shape.of(11, 7, 127);

  private static final int SIZE = 11 * 7 * 127;

  @Test
  void keptElementsAreScaledSoThatTheMeanStays() {
    // 0.2 is rounded to 51 / 256: 205 / 256 are kept, each times 256 / 205.
    float[] mask = masks(0.2, 1, 1, 1).get(0);
    int zeros = 0;
    double sum = 0;
    for (float value : mask) {
      assertTrue(value == 0 || value == 256f / 205, "found " + value);
      zeros += value == 0 ? 1 : 0;
      sum += value;
    }
    assertEquals(SIZE, mask.length);
    // four standard deviations of a binomial proportion
    double share = 51 / 256.0;
    double tolerance = 4 * Math.sqrt(share * (1 - share) / SIZE);
    assertEquals(share, (double) zeros / SIZE, tolerance);
    assertEquals(1, sum / SIZE, tolerance * 256 / 205);
  }

  @Test
  void aMaskFollowsFromSeedStepAndSite() {
    List<float[]> masks = masks(0.5, 1, 1, 2);
    assertArrayEquals(masks.get(0), masks(0.5, 1, 1, 1).get(0));
    assertArrayEquals(masks.get(1), masks(0.5, 1, 1, 2).get(1));
    assertUnrelated(masks.get(0), masks.get(1));
    assertUnrelated(masks.get(0), masks(0.5, 1, 2, 1).get(0));
    assertUnrelated(masks.get(0), masks(0.5, 2, 1, 1).get(0));
  }

  /** Half of the elements agree, within four standard deviations. */
  private static void assertUnrelated(float[] a, float[] b) {
    int equal = 0;
    for (int i = 0; i < a.length; i++) {
      equal += a[i] == b[i] ? 1 : 0;
    }
    assertEquals(0.5, (double) equal / a.length, 4 * 0.5 / Math.sqrt(a.length));
  }

  @Test
  void neighboursInAMaskAreUnrelated() {
    float[] mask = masks(0.5, 1, 1, 1).get(0);
    for (int distance = 1; distance <= 4; distance++) {
      float[] a = Arrays.copyOfRange(mask, 0, SIZE - distance);
      float[] b = Arrays.copyOfRange(mask, distance, SIZE);
      assertUnrelated(a, b);
    }
  }

  private static List<float[]> masks(double rate, long seed, long step, int sites) {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var dropout = Dropout.of(rate, seed, tf.constant(step));
      float[] ones = new float[SIZE];
      Arrays.fill(ones, 1);
      List<Operand<TFloat32>> masks = new ArrayList<>();
      for (int i = 0; i < sites; i++) {
        masks.add(dropout.apply(tf, test.floatTensor(SHAPE, ones)));
      }
      return List.of(test.floats(masks));
    }
  }

  @Test
  void noneAndRateZeroLeaveTheTensorItself() {
    try (var test = new TestGraph()) {
      var x = test.floatTensor(Shape.of(2), 1, 2);
      assertSame(x, Dropout.none().apply(test.tf(), x));
      assertSame(x, Dropout.of(0, 1, test.tf().constant(1L)).apply(test.tf(), x));
    }
  }

  @Test
  void ratesOutsideTheUnitIntervalAreRefused() {
    try (var test = new TestGraph()) {
      var step = test.tf().constant(1L);
      for (double rate : new double[] {-0.1, 1, Double.NaN}) {
        var error = assertThrows(IllegalArgumentException.class, () -> Dropout.of(rate, 1, step));
        assertEquals("dropout rate must lie in [0, 1), found " + rate, error.getMessage());
      }
    }
  }
}
