package org.recjpq.training.evaluation;

import org.recjpq.training.metrics.Metric;

/**
 * The ranks of some cases, in the order of the cases, from which all metrics of ranks are computed.
 */
public final class CaseRanks {
  private final int[] ranks;

  /**
   * Copies ranks.
   *
   * @param ranks 1 for the best item, {@link Metric#MISS} for a target that is not recommended
   * @throws IllegalArgumentException if a rank is below 1
   */
  public CaseRanks(int... ranks) {
    this.ranks = ranks.clone();
    for (int rank : ranks) {
      if (rank < 1) {
        throw new IllegalArgumentException("ranks start at 1, found " + rank);
      }
    }
  }

  /** The number of cases. */
  public int count() {
    return ranks.length;
  }

  /** The mean of a metric over the cases; 0 if there are none. */
  public double mean(Metric metric) {
    double sum = 0;
    for (int rank : ranks) {
      sum += metric.of(rank);
    }
    return sum / Math.max(ranks.length, 1);
  }
}
