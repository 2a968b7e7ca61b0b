package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * Novelty: the self-information of a listed item in bits, averaged over all positions of all lists;
 * 0 if there are none. That is −log2 of the item's share of all training interactions; an item
 * without any is treated as if it had one.
 *
 * <p>Source: Zhou et al., Solving the apparent diversity-accuracy dilemma, PNAS 107(10), 2010, with
 * the share of interactions instead of the share of users, as Vargas and Castells (Rank and
 * relevance in novelty and diversity metrics, RecSys 2011) estimate it.
 *
 * @param k the number of positions of each list that are taken into account, at least 1
 */
@AutoService(ListMetric.class)
public record Novelty(int k) implements ListMetric {
  /** Of lists of 10. */
  public Novelty() {
    this(10);
  }

  /** Checks the cut-off. */
  public Novelty {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "novelty";
  }

  @Override
  public String description() {
    return "mean self-information of a listed item in bits";
  }

  @Override
  public Novelty at(int k) {
    return new Novelty(k);
  }

  @Override
  public double of(int[][] lists, ItemFacts items) {
    double all = Math.max(items.interactions(), 1);
    return ListedItems.mean(lists, item -> log2(all / Math.max(items.count(item), 1)));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
