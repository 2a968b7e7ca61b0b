package org.recjpq.assignment.codes;

import java.util.Arrays;

/**
 * Items grouped by the logarithm of their popularity, so that few numbers say how popular each is.
 *
 * <p>With n interactions of an item, its bucket is round((K − 1) · (ln(n + 1) − min) / (max − min))
 * for K buckets, where min and max are those of all items' ln(n + 1).
 */
public final class PopularityBuckets {
  private final int[] counts; // [N]
  private final int buckets;
  private final double lowest;
  private final double range;

  /**
   * Groups items.
   *
   * @param counts interactions of each item, [N]; not copied
   * @param buckets K, at least 1
   */
  public PopularityBuckets(int[] counts, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("buckets must be at least 1, found " + buckets);
    }
    this.counts = counts;
    this.buckets = buckets;
    this.lowest = Math.log1p(Arrays.stream(counts).min().orElse(0));
    this.range = Math.log1p(Arrays.stream(counts).max().orElse(0)) - lowest;
  }

  /** The bucket of an item, in [0, K): rare items have the lowest. */
  public int of(int item) {
    return ofCount(counts[item]);
  }

  /** The bucket of another item with this many interactions, in [0, K). */
  public int ofCount(double count) {
    if (range == 0) {
      return 0;
    }
    long bucket = Math.round((buckets - 1) * (Math.log1p(count) - lowest) / range);
    return (int) Math.max(0, Math.min(buckets - 1, bucket));
  }

  /**
   * The logarithm of the mean share (n + 1) / Σ(n + 1) of a bucket's items, [K]; for a bucket
   * without items, that of its centre.
   */
  public float[] logShares() {
    double[] sums = new double[buckets];
    int[] sizes = new int[buckets];
    for (int item = 0; item < counts.length; item++) {
      sums[of(item)] += counts[item] + 1.0;
      sizes[of(item)]++;
    }
    double logTotal = Math.log(total(counts));
    float[] logs = new float[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      double centre = lowest + range * bucket / Math.max(1, buckets - 1);
      double log = sizes[bucket] == 0 ? centre : Math.log(sums[bucket] / sizes[bucket]);
      logs[bucket] = (float) (log - logTotal);
    }
    return logs;
  }

  /**
   * The logarithm of each item's own share (n + 1) / Σ(n + 1).
   *
   * @param counts interactions of each item, [N]
   * @return [N]
   */
  public static float[] logShares(int[] counts) {
    double logTotal = Math.log(total(counts));
    float[] logs = new float[counts.length];
    for (int item = 0; item < logs.length; item++) {
      logs[item] = (float) (Math.log1p(counts[item]) - logTotal);
    }
    return logs;
  }

  private static double total(int[] counts) {
    return Arrays.stream(counts).asLongStream().sum() + (double) counts.length;
  }
}
