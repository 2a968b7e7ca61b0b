package org.recjpq.training.metrics;

/**
 * A figure of a case, computed from the rank of its target; an evaluation gives the mean over
 * cases.
 *
 * <p>There is one relevant item per case, so that some metrics are the same: Recall@k equals the
 * hit rate at k, and MAP@k equals MRR@k.
 *
 * <p>Higher is better, and all figures are finite: training stops by a metric.
 */
public interface Metric extends Measure {
  /** The rank of an item that is not recommended at any depth. */
  int MISS = Integer.MAX_VALUE;

  /**
   * The figure of one case.
   *
   * @param rank of the target: 1 for the best item, {@link #MISS} if it is not recommended
   */
  double of(int rank);

  @Override
  default Metric at(int k) {
    return (Metric) Measure.super.at(k);
  }
}
