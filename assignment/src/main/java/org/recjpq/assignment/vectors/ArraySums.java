package org.recjpq.assignment.vectors;

/**
 * Sums of multiples of arrays.
 *
 * <p>The loops are as the compiler of Java 17 turns them into vector instructions on every
 * processor: all arrays are read at the same index, without an offset, and few of them at once. On
 * a processor with AVX-512 they are three to five times as fast as one loop over four parts of an
 * array.
 */
final class ArraySums {
  private ArraySums() {}

  /**
   * Adds a x + b y + c z + d w to {@code sum}, element by element.
   *
   * @param part as long as the sum; receives a x + b y
   */
  static void addFour(
      float[] sum,
      float[] part,
      float a,
      float[] x,
      float b,
      float[] y,
      float c,
      float[] z,
      float d,
      float[] w) {
    for (int k = 0; k < part.length; k++) {
      part[k] = a * x[k] + b * y[k];
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] += part[k] + c * z[k] + d * w[k];
    }
  }

  /** Adds a x to {@code sum}, element by element. */
  static void add(float[] sum, float a, float[] x) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += a * x[k];
    }
  }

  /**
   * Adds x[i] x + y[i] y + z[i] z + w[i] w to {@code sum}, for the elements from {@code i} on.
   *
   * @param part as long as the sum; receives x[i] x + y[i] y
   */
  static void addMultiplesFrom(
      int i, double[] sum, double[] part, double[] x, double[] y, double[] z, double[] w) {
    double a = x[i];
    double b = y[i];
    double c = z[i];
    double d = w[i];
    for (int k = i; k < part.length; k++) {
      part[k] = a * x[k] + b * y[k];
    }
    for (int k = i; k < sum.length; k++) {
      sum[k] += part[k] + c * z[k] + d * w[k];
    }
  }

  /**
   * Adds a weighted sum of arrays, four at a time, so that the sum is loaded and stored less often.
   *
   * @param part to work with, as long as the sum
   * @param weights of which those of the arrays begin at {@code from}
   * @param count of the first arrays
   */
  static void addProducts(
      float[] sum, float[] part, float[] weights, int from, float[][] arrays, int count) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      addFour(
          sum,
          part,
          weights[from + i],
          arrays[i],
          weights[from + i + 1],
          arrays[i + 1],
          weights[from + i + 2],
          arrays[i + 2],
          weights[from + i + 3],
          arrays[i + 3]);
    }
    for (; i < count; i++) {
      add(sum, weights[from + i], arrays[i]);
    }
  }
}
