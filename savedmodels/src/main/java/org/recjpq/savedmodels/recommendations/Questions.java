package org.recjpq.savedmodels.recommendations;

import java.util.List;

/** What every {@link RecommendationService} asks of a question. */
public final class Questions {
  private Questions() {}

  /**
   * Checks a length of lists.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public static void requireTop(int top) {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
  }

  /**
   * Checks that every history has a list of candidates.
   *
   * @throws IllegalArgumentException if there are more of one than of the other
   */
  public static void requireCandidates(
      List<List<String>> histories, List<List<String>> candidates) {
    if (histories.size() != candidates.size()) {
      throw new IllegalArgumentException(
          "expected candidates for each of %d histories, found %d"
              .formatted(histories.size(), candidates.size()));
    }
  }
}
