package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {
  /**
   * Golden values of TensorBoard 2.21: {@code histogram_pb("x", v, buckets=30)} with {@code v = [(i
   * * i % 97) / 7.0 - 3 for i in range(200)]} as float32.
   */
  @Test
  void countsAsTensorBoardDoes() {
    float[] values = new float[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((i * i % 97) / 7.0 - 3);
    }
    double[][] buckets = Histogram.of(values);
    double[] counts = {
      16, 9, 9, 8, 5, 4, 4, 9, 4, 8, 8, 4, 0, 8, 4, 12, 8, 0, 0, 12, 8, 4, 8, 4, 4, 4, 8, 8, 4, 16
    };
    assertArrayEquals(counts, Arrays.stream(buckets).mapToDouble(b -> b[2]).toArray());
    assertArrayEquals(new double[] {-3, -2.54285714, 16}, buckets[0], 1e-6);
    assertArrayEquals(new double[] {2.9428572, 3.40000006, 8}, buckets[13], 1e-6);
    assertArrayEquals(new double[] {10.25714299, 10.71428585, 16}, buckets[29], 1e-6);
  }

  @Test
  void equalValuesFallIntoTheLastBucket() {
    double[][] buckets = Histogram.of(new float[] {2, 2, 2});
    assertArrayEquals(new double[] {2, 2, 0}, buckets[0]);
    assertArrayEquals(new double[] {2, 2, 0}, buckets[28]);
    assertArrayEquals(new double[] {2, 2, 3}, buckets[29]);
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    float[] values = {Float.NaN, 0, Float.POSITIVE_INFINITY, 30, Float.NEGATIVE_INFINITY};
    double[][] buckets = Histogram.of(values);
    assertArrayEquals(new double[] {0, 1, 1}, buckets[0]);
    assertArrayEquals(new double[] {29, 30, 1}, buckets[29]);
    assertArrayEquals(new double[30][3], Histogram.of(new float[] {Float.NaN}));
  }
}
