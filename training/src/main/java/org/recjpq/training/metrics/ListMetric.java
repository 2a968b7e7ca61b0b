package org.recjpq.training.metrics;

/**
 * A figure of all recommended lists together: what they are made of, whether or not the items are
 * the right ones.
 */
public interface ListMetric extends Measure {
  /**
   * The figure.
   *
   * @param lists per ranked case the first {@link #k} items, best first, all of them different; a
   *     list is shorter where there are not as many items. Not to be changed
   * @param items what is known of the items
   */
  double of(int[][] lists, ItemFacts items);

  @Override
  default ListMetric at(int k) {
    return (ListMetric) Measure.super.at(k);
  }
}
