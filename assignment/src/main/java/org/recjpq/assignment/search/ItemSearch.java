package org.recjpq.assignment.search;

import java.util.function.IntPredicate;

/** Finds the items with the best scores. Any number of threads may ask at once. */
public interface ItemSearch {
  /** Excludes no item. */
  IntPredicate NONE = item -> false;

  /**
   * Finds the best items exactly.
   *
   * @param vector [d], finite
   * @param top how many to find, at least 1; all there are if there are fewer
   * @param excluded items that are not to be found; asked only about items that could be. It may be
   *     asked about one item more than once
   * @return the items with the largest scores; of equal scores the lower index counts as larger
   * @throws IllegalArgumentException if {@code top} is less than 1 or the vector is wrong
   */
  FoundItems search(float[] vector, int top, IntPredicate excluded);
}
