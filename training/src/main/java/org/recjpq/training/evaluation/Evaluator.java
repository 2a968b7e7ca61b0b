package org.recjpq.training.evaluation;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.recjpq.assignment.logs.LogStatistics;

/**
 * Runs a {@link Ranker} over cases, in batches of similar history length.
 *
 * <p>Every case counts. An unknown target is a miss. So is, with seen items excluded, a target that
 * stands in its own history: it is filtered like any other seen item and can never be recommended,
 * as in the official code of RecJPQ (arXiv 2312.06165), which filters for MovieLens but not for
 * Booking and Gowalla. Neither is shown to the ranker.
 *
 * @param trainingCounts training interactions of each item, [N]: splits head from tail
 * @param excludeSeen whether items of a user's history are left out of the ranking
 * @param batchSize how many cases are ranked at once, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
public record Evaluator(int[] trainingCounts, boolean excludeSeen, int batchSize) {
  /** Checks the batch size. */
  public Evaluator {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, found " + batchSize);
    }
  }

  /** Ranks all cases. */
  public Evaluation evaluate(Ranker ranker, EvaluationCases cases) {
    return evaluate(ranker, cases, done -> {});
  }

  /**
   * Ranks all cases; the result does not depend on the batch size.
   *
   * @param progress told after each batch how many cases are done
   * @throws IllegalArgumentException if the cases have another catalogue than the training counts
   */
  public Evaluation evaluate(Ranker ranker, EvaluationCases cases, IntConsumer progress) {
    if (cases.catalogueSize() != trainingCounts.length) {
      throw new IllegalArgumentException(
          "the cases must have the catalogue of the training counts, found %d and %d items"
              .formatted(cases.catalogueSize(), trainingCounts.length));
    }
    int[] ranks = new int[cases.count()];
    Arrays.fill(ranks, RankMetrics.MISS);
    int[] order = rankableCasesByHistoryLength(cases);
    int done = cases.count() - order.length;
    for (int from = 0; from < order.length; from += batchSize) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length));
      int[] found = ranker.ranks(batch(cases, batch));
      for (int i = 0; i < batch.length; i++) {
        ranks[batch[i]] = found[i];
      }
      done += batch.length;
      progress.accept(done);
    }
    return new Evaluation(ranks, inTail(cases));
  }

  private int[] rankableCasesByHistoryLength(EvaluationCases cases) {
    return IntStream.range(0, cases.count())
        .filter(c -> isRankable(cases, c))
        .mapToLong(c -> ((long) cases.historyLength(c) << Integer.SIZE) | c)
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }

  private boolean isRankable(EvaluationCases cases, int c) {
    int target = cases.target(c);
    return target != EvaluationCases.UNKNOWN
        && !(excludeSeen && Arrays.stream(cases.history(c)).anyMatch(item -> item == target));
  }

  private CaseBatch batch(EvaluationCases cases, int[] batch) {
    int[][] histories = Arrays.stream(batch).mapToObj(cases::history).toArray(int[][]::new);
    int[] sequences = Arrays.stream(batch).map(cases::sequence).toArray();
    int[] targets = Arrays.stream(batch).map(cases::target).toArray();
    return new CaseBatch(sequences, histories, targets, excludeSeen);
  }

  private boolean[] inTail(EvaluationCases cases) {
    boolean[] inTail = new boolean[cases.count()];
    for (int c = 0; c < inTail.length; c++) {
      int target = cases.target(c);
      inTail[c] =
          target == EvaluationCases.UNKNOWN
              || trainingCounts[target] < LogStatistics.LONG_TAIL_BELOW;
    }
    return inTail;
  }
}
