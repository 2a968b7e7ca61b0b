package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * Average recommendation popularity: the training interactions of a listed item, mean over all
 * places of all lists; 0 without any.
 *
 * <p>Source: Yin et al., Challenging the Long Tail Recommendation, VLDB 2012, but over all places
 * at once in place of list by list.
 *
 * @param k the places of each list that count, at least 1
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
    return Places.mean(lists, items::count);
  }
}
