package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * Average recommendation popularity: the training interactions of a listed item, averaged over all
 * positions of all lists; 0 if there are none.
 *
 * <p>Source: Yin et al., Challenging the Long Tail Recommendation, VLDB 2012, but over all
 * positions at once instead of list by list.
 *
 * @param k the number of positions of each list that are taken into account, at least 1
 */
@AutoService(ListMetric.class)
public record Popularity(int k) implements ListMetric {
  /** Of lists of 10. */
  public Popularity() {
    this(10);
  }

  /** Checks the cut-off. */
  public Popularity {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public String description() {
    return "mean training interactions of a listed item";
  }

  @Override
  public Popularity at(int k) {
    return new Popularity(k);
  }

  @Override
  public double of(int[][] lists, ItemFacts items) {
    return ListedItems.mean(lists, items::count);
  }
}
