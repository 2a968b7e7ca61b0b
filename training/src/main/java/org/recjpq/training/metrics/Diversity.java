package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Intra-list diversity: how far the items of a list are from each other, averaged over its pairs,
 * then over the lists; 0 if no list has two items or more.
 *
 * <p>The distance is 1 minus the cosine of the sets of users who had the items in training: 1 for
 * items that no user had both of. It does not depend on the model, so models can be compared by it.
 * For another distance, such as one of genres or vectors, write a {@link ListMetric} with {@link
 * #mean}.
 *
 * <p>Source: Ziegler et al., Improving Recommendation Lists Through Topic Diversification, WWW 2005
 * (intra-list similarity); in this form Vargas and Castells, RecSys 2011.
 *
 * <p>Time: as many steps per pair as its two items have users. Memory: 4 bytes per training
 * interaction of the listed items.
 *
 * @param k the number of positions of each list that are taken into account, at least 2
 */
@AutoService(ListMetric.class)
public record Diversity(int k) implements ListMetric {
  /** Of lists of 10. */
  public Diversity() {
    this(10);
  }

  /** Checks the cut-off. */
  public Diversity {
    if (k < 2) {
      throw new IllegalArgumentException(
          "the cut-off of a diversity must be at least 2, found " + k);
    }
  }

  @Override
  public String name() {
    return "diversity";
  }

  @Override
  public String description() {
    return "mean distance of the items of a list by their users";
  }

  @Override
  public Diversity at(int k) {
    return new Diversity(k);
  }

  @Override
  public double of(int[][] lists, ItemFacts items) {
    BitSet listed = new BitSet();
    for (int[] list : lists) {
      Arrays.stream(list).forEach(listed::set);
    }
    return mean(lists, new UsersInCommon(items.train(), listed));
  }

  /** The same with another distance, over whole lists. */
  public static double mean(int[][] lists, ItemDistance distance) {
    double sum = 0;
    int counted = 0;
    for (int[] list : lists) {
      if (list.length >= 2) {
        sum += mean(list, distance);
        counted++;
      }
    }
    return sum / Math.max(counted, 1);
  }

  private static double mean(int[] list, ItemDistance distance) {
    double sum = 0;
    for (int i = 1; i < list.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += distance.between(list[i], list[j]);
      }
    }
    return sum / (list.length * (list.length - 1.0) / 2);
  }
}
