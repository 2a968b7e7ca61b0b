package org.recjpq.savedmodels.recommendations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Checks and batching of questions, shared by all {@link RecommendationService}s. */
public final class Questions {
  /** Maximum number of ids of a batch that lists of different lengths are padded to. */
  private static final long CELLS = 1 << 20;

  private Questions() {}

  /**
   * Checks the length of lists.
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
   * @throws IllegalArgumentException if their numbers differ
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
   * Answers questions in batches.
   *
   * @param most maximum number of questions per batch, at least 1
   * @param answer answers a batch of questions, with one answer each
   * @return all answers, in the order of the questions
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

  /**
   * As {@link #inBatches(List, int, Function)}, for questions with lists of ids that are padded to
   * the longest of a batch: a long one gets a smaller batch, so that it does not lengthen many.
   *
   * @param ids number of ids of a question
   */
  public static <Q, A> List<A> inBatches(
      List<Q> questions, ToIntFunction<Q> ids, int most, Function<List<Q>, List<A>> answer) {
    List<A> answers = new ArrayList<>(questions.size());
    for (int from = 0, to; from < questions.size(); from = to) {
      long width = 0;
      for (to = from; to < questions.size() && to - from < most; to++) {
        width = Math.max(width, ids.applyAsInt(questions.get(to)));
        if (to > from && width * (to - from + 1) > CELLS) {
          break;
        }
      }
      answers.addAll(answer.apply(questions.subList(from, to)));
    }
    return answers;
  }
}
