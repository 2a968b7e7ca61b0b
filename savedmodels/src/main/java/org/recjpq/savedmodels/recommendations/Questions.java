package org.recjpq.savedmodels.recommendations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What every {@link RecommendationService} does with questions before it answers them. */
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

  /**
   * Answers questions some at a time.
   *
   * @param most how many questions go together, at least 1
   * @param answer answers of some questions, one each
   * @return the answers of all, in the order of the questions
   */
  public static <Q, A> List<A> inBatches(
      List<Q> questions, int most, Function<List<Q>, List<A>> answer) {
    List<A> answers = new ArrayList<>(questions.size());
    for (int from = 0; from < questions.size(); from += most) {
      int to = Math.min(questions.size(), from + most);
      answers.addAll(answer.apply(questions.subList(from, to)));
    }
    return answers;
  }
}
