package org.recjpq.training.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.sequences.RandomSubset;
import org.recjpq.assignment.sequences.Sequences;

/** The cases to evaluate, numbered [0, {@link #count}), of which a sample can be drawn. */
public final class EvaluationCases {
  /** A target that the catalogue does not have: always a miss. */
  public static final int UNKNOWN = Cases.UNKNOWN;

  /** Used in place of a number of cases to draw. */
  public static final int ALL = 0;

  private static final long DRAW_SEED = 0;

  private final Cases cases;

  /** Evaluates all of {@code cases}. */
  public EvaluationCases(Cases cases) {
    this.cases = cases;
  }

  /**
   * Evaluates every sequence of {@code histories}, one per user; {@code targets} has one entry for
   * each.
   */
  public EvaluationCases(Sequences histories, int[] targets) {
    this(new Cases(histories, IntStream.range(0, histories.count()).toArray(), targets));
  }

  /**
   * A sample of these cases, in their order. The same ones are always drawn from the same number of
   * cases, so that runs with different seeds are tested alike.
   *
   * @param most how many are drawn, each with the same probability; all if this is {@link #ALL} or
   *     there are not more
   */
  public EvaluationCases drawn(int most) {
    if (most == ALL || most >= count()) {
      return this;
    }
    int[] drawn = RandomSubset.of(count(), most, new SplittableRandom(DRAW_SEED));
    return new EvaluationCases(cases.select(drawn));
  }

  /** The number of cases. */
  public int count() {
    return cases.count();
  }

  /**
   * One sentence if no ranking whatsoever can find a target of these cases, on why.
   *
   * @param excludeSeen whether items of the history are left out of lists
   */
  public Optional<String> missed(boolean excludeSeen) {
    int unknown = 0;
    int seen = 0;
    for (int c = 0; c < count(); c++) {
      int target = target(c);
      unknown += target == UNKNOWN ? 1 : 0;
      seen +=
          target != UNKNOWN && excludeSeen && Arrays.stream(history(c)).anyMatch(i -> i == target)
              ? 1
              : 0;
      if (unknown + seen <= c) {
        return Optional.empty();
      }
    }
    if (count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Every figure of the test will be 0: of its %,d targets %,d are items without training"
                + " interactions%s",
            count(),
            unknown,
            seen == 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", and %,d are in their own history, whose items are left out"
                        + " (evaluation.excludeSeen)",
                    seen)));
  }

  /** N, the number of items that are ranked. */
  public int catalogueSize() {
    return cases.histories().catalogueSize();
  }

  /** The training sequence of the user of case {@code c}, or {@link #UNKNOWN} if there is none. */
  public int user(int c) {
    return cases.users()[c];
  }

  /** The id of the user of case {@code c} in the log. */
  public String userId(int c) {
    return cases.ids().of(c);
  }

  /** The length of the history of case {@code c}. */
  public int historyLength(int c) {
    return cases.histories().length(c);
  }

  /** The whole history of case {@code c}, oldest item first. */
  public int[] history(int c) {
    return cases.history(c);
  }

  /** The item that came next in case {@code c}, or {@link #UNKNOWN}. */
  public int target(int c) {
    return cases.targets()[c];
  }
}
