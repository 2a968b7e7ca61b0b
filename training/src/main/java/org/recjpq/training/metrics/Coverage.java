package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;
import java.util.BitSet;

/**
 * Catalogue coverage: the share of the catalogue that occurs in at least one list.
 *
 * <p>Source: Ge et al., Beyond Accuracy, RecSys 2010.
 *
 * @param k the number of positions of each list that are taken into account, at least 1
 */
@AutoService(ListMetric.class)
public record Coverage(int k) implements ListMetric {
  /** Of lists of 10. */
  public Coverage() {
    this(10);
  }

  /** Checks the cut-off. */
  public Coverage {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public String description() {
    return "share of the catalogue in the lists";
  }

  @Override
  public Coverage at(int k) {
    return new Coverage(k);
  }

  @Override
  public double of(int[][] lists, ItemFacts items) {
    BitSet listed = new BitSet();
    for (int[] list : lists) {
      for (int item : list) {
        listed.set(item);
      }
    }
    return (double) listed.cardinality() / items.items();
  }
}
