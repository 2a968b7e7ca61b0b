package org.recjpq.assignment.search;

import java.util.function.IntPredicate;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Computes the scores of all items, with m lookups each. O(N·m), and no memory in addition to the
 * codes.
 *
 * <p>Source: PQTopK (Petrov, Macdonald, Tonellotto, RecSys 2024), Petrov's thesis, Glasgow 2025,
 * §7.1.
 */
public final class FullScan implements TopKSearch {
  private final SearchedItems items;

  /**
   * Creates a search over item codes, which are read in place.
   *
   * @param codes of at least N rows; those past the items, such as padding, are not read
   * @param items N, at least 1
   * @throws IllegalArgumentException if there are too few rows
   */
  public FullScan(ItemCodes codes, int items) {
    this(new SearchedItems(codes, items));
  }

  FullScan(SearchedItems items) {
    this.items = items;
  }

  @Override
  public TopItems topK(float[] subScores, int k, IntPredicate excluded) {
    TopKCollector collector = new TopKCollector(items, subScores, k, excluded);
    scan(collector, item -> false);
    return collector.found();
  }

  /**
   * Scores all items.
   *
   * @param alreadyScored as in {@link TopKCollector#score}
   */
  void scan(TopKCollector collector, IntPredicate alreadyScored) {
    collector.score(items.codes(), 0, items.count(), row -> row, alreadyScored);
  }
}
