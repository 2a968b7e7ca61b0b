package org.recjpq.assignment.search;

import java.util.function.IntPredicate;

/**
 * Finds the items with the best scores for one sequence. Thread-safe.
 *
 * <p>Sizes: N items, m splits, b sub-ids.
 */
public interface TopKSearch {
  /** Excludes no item. */
  IntPredicate NONE = item -> false;

  /**
   * Finds the best items exactly.
   *
   * @param subScores [m·b], finite: that of sub-id j of split k in cell k·b + j, as {@link
   *     ItemTable#subScores} computes them from the vector of a sequence
   * @param k number of items to find, at least 1; all if there are fewer
   * @param excluded items to leave out. It is called only for items that would otherwise be found,
   *     for some of them more than once
   * @return the items with the largest scores; of equal scores, the lower index comes first
   * @throws IllegalArgumentException if {@code k} is less than 1, or if the sub-scores are too
   *     many, too few or not finite
   */
  TopItems topK(float[] subScores, int k, IntPredicate excluded);
}
