package org.recjpq.training.metrics;

/**
 * A metric of all recommended lists together, which depends on what they contain, not on whether
 * the items are relevant.
 */
public interface ListMetric extends Measure {
  /**
   * The value of the metric.
   *
   * @param lists the first {@link #k} items of each ranked case, best first and distinct; a list is
   *     shorter if there are fewer items. Not to be changed
   * @param items what is known about the items
   */
  double of(int[][] lists, ItemFacts items);

  @Override
  default ListMetric at(int k) {
    return (ListMetric) Measure.super.at(k);
  }
}
