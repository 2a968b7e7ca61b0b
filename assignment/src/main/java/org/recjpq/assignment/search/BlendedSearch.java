package org.recjpq.assignment.search;

import java.util.function.IntPredicate;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.transitions.MemoryParts;

/**
 * Finds the best items by the scores of a model plus the parts of a memory, exactly. Thread-safe.
 *
 * <p>An item without a part has the score of the model alone. Let R be the best K of the items
 * without a part that are not excluded, and C the items with one that are not excluded. Every item
 * that is in neither comes after the K items of R, or R holds all items without a part; so the best
 * K are among R and C, and the order of both is known. That is K + h·T items at most, of which only
 * those of C need a further look-up of m sub-scores.
 */
public final class BlendedSearch {
  private final TopKSearch search;
  private final SearchedItems items;

  /**
   * Adds a memory to a search.
   *
   * @param search by the scores of the model, over the same codes and items
   * @param codes of at least N rows
   * @param items N, at least 1
   * @throws IllegalArgumentException if there are too few rows
   */
  public BlendedSearch(TopKSearch search, ItemCodes codes, int items) {
    this.search = search;
    this.items = new SearchedItems(codes, items);
  }

  /**
   * Finds the best items exactly.
   *
   * @param subScores [m·b], as for {@link TopKSearch#topK}
   * @param parts of the memory, for items in [0, N)
   * @param k number of items to find, at least 1; all if there are fewer
   * @param excluded items to leave out
   * @return the items with the largest sums of score and parts; of equal ones, the lower index
   *     comes first
   * @throws IllegalArgumentException as {@link TopKSearch#topK}
   */
  public TopItems topK(float[] subScores, MemoryParts parts, int k, IntPredicate excluded) {
    TopItems others = search.topK(subScores, k, item -> parts.has(item) || excluded.test(item));
    return blended(items, subScores, parts, k, others, excluded);
  }

  /**
   * Adds the items with parts to a list of others.
   *
   * @param others the best k items by the model that have no part
   */
  static TopItems blended(
      SearchedItems items,
      float[] subScores,
      MemoryParts parts,
      int k,
      TopItems others,
      IntPredicate excluded) {
    if (parts.size() == 0) {
      return others;
    }
    TopKHeap best = new TopKHeap(Math.min(k, items.count()));
    for (int i = 0; i < others.items().length; i++) {
      best.add(others.items()[i], others.scores()[i]);
    }
    int[] candidates = parts.distinctItems();
    for (int item : candidates) {
      if (!excluded.test(item)) {
        float score = parts.added(item, items.score(subScores, item));
        if (best.accepts(item, score)) {
          best.add(item, score);
        }
      }
    }
    return best.found(others.scored() + candidates.length);
  }
}
