package org.recjpq.training.metrics;

import org.recjpq.assignment.parts.Part;

/**
 * What all metrics have in common: a key, and perhaps a cut-off.
 *
 * <p>The key names a metric with its settings in configurations, tables and files: {@code ndcg@10}
 * is the metric {@code ndcg} of the first 10 positions.
 */
public interface Measure extends Part {
  /** Used in place of a cut-off: all positions are taken into account. */
  int ALL = 0;

  /** How many of the first positions of a ranking are taken into account, or {@link #ALL}. */
  default int k() {
    return ALL;
  }

  /**
   * The same metric of the first {@code k} positions.
   *
   * @param k at least 1
   * @throws IllegalArgumentException if {@code k} is smaller, or the metric has no cut-off
   */
  default Measure at(int k) {
    throw new IllegalArgumentException(
        "%s has no cut-off: expected none, found @%d".formatted(name(), k));
  }

  /**
   * The name, and the cut-off if there is one. A metric with other settings must include them too,
   * because no two metrics of an evaluation may have the same key. Only letters, digits and {@code
   * . _ $ @ -} are allowed.
   */
  default String key() {
    return k() == ALL ? name() : name() + "@" + k();
  }

  /** A short readable description of the metric. */
  default String description() {
    return key();
  }

  /**
   * Checks a cut-off.
   *
   * @throws IllegalArgumentException if {@code k} is below 1, or the rank of a miss
   */
  static int requireCutoff(int k) {
    if (k < 1 || k == Metric.MISS) {
      throw new IllegalArgumentException(
          "a cut-off must lie in [1, %d), found %d".formatted(Metric.MISS, k));
    }
    return k;
  }
}
