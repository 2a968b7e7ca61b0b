package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * The share of all positions of all lists that hold a {@linkplain ItemFacts#isLongTail long-tail}
 * item; 0 if there are none.
 *
 * @param k the number of positions of each list that are taken into account, at least 1
 */
@AutoService(ListMetric.class)
public record TailShare(int k) implements ListMetric {
  /** Of lists of 10. */
  public TailShare() {
    this(10);
  }

  /** Checks the cut-off. */
  public TailShare {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "tail-share";
  }

  @Override
  public String description() {
    return "share of long-tail items in the lists";
  }

  @Override
  public TailShare at(int k) {
    return new TailShare(k);
  }

  @Override
  public double of(int[][] lists, ItemFacts items) {
    return ListedItems.mean(lists, item -> items.isLongTail(item) ? 1 : 0);
  }
}
