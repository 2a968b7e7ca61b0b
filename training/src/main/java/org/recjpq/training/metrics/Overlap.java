package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;
import java.util.HashMap;
import java.util.Map;

/**
 * How alike the lists of different users are: the mean share of items that two lists have in
 * common, over all pairs of lists; 1 if all are the same. This is 1 minus the inter-list diversity,
 * or personalisation.
 *
 * <p>Source: Zhou et al., Solving the apparent diversity-accuracy dilemma of recommender systems,
 * PNAS 2010 (there as the mean Hamming distance).
 *
 * <p>Time: linear in the items of all lists.
 *
 * @param k the number of positions of each list that are taken into account, at least 1
 */
@AutoService(ListMetric.class)
public record Overlap(int k) implements ListMetric {
  /** Of lists of 10. */
  public Overlap() {
    this(10);
  }

  /** Checks the cut-off. */
  public Overlap {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "overlap";
  }

  @Override
  public String description() {
    return "mean share of items that the lists of two users have in common";
  }

  @Override
  public Overlap at(int k) {
    return new Overlap(k);
  }

  /** Each item in c lists is common to c (c - 1) / 2 pairs of lists. */
  @Override
  public double of(int[][] lists, ItemFacts items) {
    Map<Integer, Long> counts = new HashMap<>();
    long length = 0;
    for (int[] list : lists) {
      length = Math.max(length, list.length);
      for (int item : list) {
        counts.merge(item, 1L, Long::sum);
      }
    }
    if (lists.length < 2 || length == 0) {
      return 0;
    }
    double common = counts.values().stream().mapToDouble(count -> count * (count - 1.0)).sum();
    return common / ((double) lists.length * (lists.length - 1.0) * length);
  }
}
