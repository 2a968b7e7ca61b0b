package org.recjpq.assignment.codes;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Cuts one factor component into bins whose numbers of rows differ by at most one.
 *
 * <p>Source: RecJPQ, arXiv 2312.06165; Petrov's thesis, Glasgow 2025, §6.4; the official code,
 * which uses scikit-learn's {@code KBinsDiscretizer(encode="ordinal", strategy="quantile")}. The
 * edges are percentiles with linear interpolation, scikit-learn's default before 1.9.
 *
 * <p>Departures: the text calls 1e-5 the variance of the noise, the official code and this class
 * use it as the standard deviation. Since version 1.3 scikit-learn finds the edges in a sample of
 * 200,000 rows; here all rows are used, as in 1.0 to 1.2.
 */
final class QuantileBins {
  /** Standard deviation of the noise, where the component spans the unit interval. */
  static final double NOISE = 1e-5;

  private static final double SMALLEST_RANGE = 1e-10;
  private static final double NARROWEST_BIN = 1e-8;

  private QuantileBins() {}

  /**
   * Scales a component to [0, 1], makes its values distinct by Gaussian noise and cuts it.
   *
   * <p>Takes O(n log n) for n rows.
   *
   * @param component one finite value per row, in any unit; left unchanged
   * @param bins b, at least 1
   * @param random source of the noise
   * @return the bin of each row, in [0, b)
   * @throws IllegalArgumentException if a value is not finite
   */
  static int[] assign(float[] component, int bins, RandomGenerator random) {
    double[] values = scaledToUnitInterval(component);
    for (int row = 0; row < values.length; row++) {
      values[row] += NOISE * random.nextGaussian();
    }
    return cut(values, bins);
  }

  private static double[] scaledToUnitInterval(float[] component) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float value : component) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("item factors must be finite, found " + value);
      }
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double[] scaled = new double[component.length];
    for (int row = 0; row < scaled.length; row++) {
      scaled[row] = (component[row] - least) / (greatest - least + SMALLEST_RANGE);
    }
    return scaled;
  }

  /**
   * The bin of each value: the number of inner edges that are not above it.
   *
   * <p>For R distinct values this is {@code min(b - 1, floor(b * rank / (R - 1)))}, except that
   * bins narrower than 1e-8 are dropped.
   */
  static int[] cut(double[] values, int bins) {
    double[] sorted = values.clone();
    Arrays.parallelSort(sorted);
    double[] inner = innerEdges(sorted, bins);
    int[] result = new int[values.length];
    Arrays.parallelSetAll(result, row -> edgesNotAbove(values[row], inner));
    return result;
  }

  /** The edges without those at both ends, ascending and more than 1e-8 apart. */
  private static double[] innerEdges(double[] sorted, int bins) {
    double[] kept = new double[bins + 1];
    int count = 0;
    double previous = Double.NEGATIVE_INFINITY;
    for (int edge = 0; edge <= bins && sorted.length > 0; edge++) {
      double value = quantile(sorted, edge, bins);
      if (value - previous > NARROWEST_BIN) {
        kept[count] = value;
        count++;
      }
      previous = value;
    }
    return count <= 2 ? new double[0] : Arrays.copyOfRange(kept, 1, count - 1);
  }

  /** The value below which {@code numerator / denominator} of the rows lie. */
  private static double quantile(double[] sorted, int numerator, int denominator) {
    long position = (long) numerator * (sorted.length - 1); // in units of 1/denominator of a rank
    int rank = (int) (position / denominator);
    long rest = position % denominator;
    if (rest == 0) {
      return sorted[rank];
    }
    return sorted[rank] + (sorted[rank + 1] - sorted[rank]) * rest / denominator;
  }

  private static int edgesNotAbove(double value, double[] edges) {
    int found = Arrays.binarySearch(edges, value);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
