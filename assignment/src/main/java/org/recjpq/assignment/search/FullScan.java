package org.recjpq.assignment.search;

import java.util.function.IntPredicate;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Adds up the scores of all items, m lookups each. O(N·m), and no memory beside the codes.
 *
 * <p>Source: PQTopK (Petrov, Macdonald, Tonellotto, RecSys 2024), Petrov's thesis, Glasgow 2025,
 * §7.1.
 */
public final class FullScan implements TopKSearch {
  private final SearchedItems items;

  /**
   * Searches item codes, which are read where they are.
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
   * @param alreadyScored as for {@link TopKCollector#score}
   */
  void scan(TopKCollector collector, IntPredicate alreadyScored) {
    collector.score(items.codes(), 0, items.count(), row -> row, alreadyScored);
  }
}
