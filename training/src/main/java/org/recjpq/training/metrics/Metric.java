package org.recjpq.training.metrics;

/**
 * A metric of a case, computed from the rank of its target; an evaluation reports the mean over
 * cases.
 *
 * <p>There is one relevant item per case, so some metrics are the same: Recall@k equals the hit
 * rate at k, and MAP@k equals MRR@k.
 *
 * <p>Higher is better, and all values are finite, because a metric decides when training stops.
 */
public interface Metric extends Measure {
  /** The rank of an item that is not recommended at any depth. */
  int MISS = Integer.MAX_VALUE;

  /**
   * The value for one case.
   *
   * @param rank of the target: 1 for the best item, {@link #MISS} if it is not recommended
   */
  double of(int rank);

  @Override
  default Metric at(int k) {
    return (Metric) Measure.super.at(k);
  }
}
