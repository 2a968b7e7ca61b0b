package org.recjpq.training.metrics;

import org.recjpq.assignment.parts.Part;

/**
 * What all metrics have in common: a key, and perhaps a cut-off.
 *
 * <p>The key is what settings, tables and files call a metric with its settings: {@code ndcg@10}
 * for the metric {@code ndcg} of the first 10 places.
 */
public interface Measure extends Part {
  /** In place of a cut-off: all places count. */
  int ALL = 0;

  /** How many of the first places of a ranking count, or {@link #ALL}. */
  default int k() {
    return ALL;
  }

  /**
   * The same metric of the first {@code k} places.
   *
   * @param k at least 1
   * @throws IllegalArgumentException if {@code k} is smaller, or the metric has no cut-off
   */
  default Measure at(int k) {
    throw new IllegalArgumentException(
        "%s has no cut-off: expected none, found @%d".formatted(name(), k));
  }

  /**
   * The name, and the cut-off where there is one. A metric with other settings must tell them too:
   * no two metrics of an evaluation may have the same key. Only letters, digits and {@code . _ $ @
   * -} may stand in it.
   */
  default String key() {
    return k() == ALL ? name() : name() + "@" + k();
  }

  /** A few words for people that say what the figure is. */
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
