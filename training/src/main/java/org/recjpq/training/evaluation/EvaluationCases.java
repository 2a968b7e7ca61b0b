package org.recjpq.training.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.RandomSubset;
import org.recjpq.assignment.sequences.Sequences;

/**
 * The users to evaluate: for each case a history and the one item that came next.
 *
 * <p>Cases are numbered [0, {@link #count}); each refers to one sequence, so that some users of a
 * large log can be evaluated without copying their histories.
 */
public final class EvaluationCases {
  /** A target that the catalogue does not have: always a miss. */
  public static final int UNKNOWN = -1;

  /** In place of a number of cases to be drawn. */
  public static final int ALL = 0;

  private static final long DRAW_SEED = 0;

  private final Sequences histories;
  private final int[] sequences;
  private final int[] targets;

  /** Evaluates every sequence of {@code histories}; {@code targets} has one entry for each. */
  public EvaluationCases(Sequences histories, int[] targets) {
    this(histories, IntStream.range(0, histories.count()).toArray(), targets);
  }

  /**
   * Evaluates some sequences. The arrays are not copied; the caller must not change them.
   *
   * @param histories what the users did before, all of it
   * @param sequences the sequence of each case, each in [0, {@code histories.count()})
   * @param targets the next item of each case: an item index or {@link #UNKNOWN}
   * @throws IllegalArgumentException if the lengths differ or an index is out of range
   */
  public EvaluationCases(Sequences histories, int[] sequences, int[] targets) {
    if (sequences.length != targets.length) {
      throw new IllegalArgumentException(
          "each case needs one sequence and one target, found %d and %d"
              .formatted(sequences.length, targets.length));
    }
    requireRange("sequences", sequences, 0, histories.count());
    requireRange("targets", targets, UNKNOWN, histories.catalogueSize());
    this.histories = histories;
    this.sequences = sequences;
    this.targets = targets;
  }

  /**
   * Some of these cases, in their order. Of equally many cases always the same are drawn, so that
   * runs with other seeds are tested alike.
   *
   * @param most how many are drawn, each with the same chance, or {@link #ALL}, as if there are not
   *     more
   */
  public EvaluationCases drawn(int most) {
    if (most == ALL || most >= count()) {
      return this;
    }
    int[] drawn = RandomSubset.of(count(), most, new SplittableRandom(DRAW_SEED));
    return new EvaluationCases(
        histories,
        Arrays.stream(drawn).map(c -> sequences[c]).toArray(),
        Arrays.stream(drawn).map(c -> targets[c]).toArray());
  }

  /** How many cases there are. */
  public int count() {
    return targets.length;
  }

  /** N, the number of items that are ranked. */
  public int catalogueSize() {
    return histories.catalogueSize();
  }

  /** The sequence that case {@code c} refers to. */
  public int sequence(int c) {
    return sequences[c];
  }

  /** How many items case {@code c} has in its history. */
  public int historyLength(int c) {
    return histories.length(sequences[c]);
  }

  /** The whole history of case {@code c}, oldest item first. */
  public int[] history(int c) {
    int[] history = new int[historyLength(c)];
    histories.copy(sequences[c], 0, history.length, history, 0);
    return history;
  }

  /** The item that came next in case {@code c}, or {@link #UNKNOWN}. */
  public int target(int c) {
    return targets[c];
  }

  private static void requireRange(String what, int[] values, int from, int to) {
    for (int value : values) {
      if (value < from || value >= to) {
        throw new IllegalArgumentException(
            "%s must lie in [%d, %d), found %d".formatted(what, from, to, value));
      }
    }
  }
}
