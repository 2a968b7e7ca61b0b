package org.recjpq.program.recommendation;

import java.util.List;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Gives a list of items for each history. */
@FunctionalInterface
public interface Lists {
  /**
   * Recommends items.
   *
   * @param histories external ids, oldest first
   * @return a list for each history, best first, in the order of the histories
   */
  List<List<Recommendation>> of(List<List<String>> histories);

  /** Whether the model knows an item; by default, every one. */
  default boolean knows(String id) {
    return true;
  }
}
