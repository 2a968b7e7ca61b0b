package org.recjpq.training.tensorboard;

/**
 * Equally wide buckets over the range of some values, as TensorBoard's histograms plugin draws
 * them.
 *
 * <p>Source: TensorBoard, {@code plugins/histogram/summary_v2.py}. Departure: non-finite values are
 * left out, because they have no place on an axis.
 */
final class Histogram {
  /** TensorBoard's default. */
  static final int BUCKETS = 30;

  private Histogram() {}

  /**
   * Counts {@code values}.
   *
   * @return [30, 3]: left edge, right edge, count. If all values are equal, each edge is that value
   *     and the last bucket holds the count; without values everything is 0.
   */
  static double[][] of(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return min > max ? new double[BUCKETS][3] : count(values, min, max);
  }

  private static double[][] count(float[] values, double min, double max) {
    double width = (max - min) / BUCKETS;
    double[][] buckets = new double[BUCKETS][];
    for (int b = 0; b < BUCKETS; b++) {
      double right = b + 1 == BUCKETS ? max : min + (b + 1) * width;
      buckets[b] = new double[] {min + b * width, right, 0};
    }
    for (float value : values) {
      if (Float.isFinite(value)) {
        int bucket = width == 0 ? BUCKETS - 1 : (int) ((value - min) / width);
        buckets[Math.min(bucket, BUCKETS - 1)][2]++;
      }
    }
    return buckets;
  }
}
