package org.recjpq.assignment.search;

import java.util.function.IntPredicate;

/**
 * Finds the items with the best scores for one sequence. Any number of threads may ask at once.
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
   * @param k how many to find, at least 1; all there are if there are fewer
   * @param excluded items that are not to be found. It is asked only about items that would be
   *     found otherwise, about some of them more than once
   * @return the items with the largest scores; of equal scores the lower index counts as larger
   * @throws IllegalArgumentException if {@code k} is less than 1, or if the sub-scores are too
   *     many, too few or not finite
   */
  TopItems topK(float[] subScores, int k, IntPredicate excluded);
}
