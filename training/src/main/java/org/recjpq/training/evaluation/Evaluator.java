package org.recjpq.training.evaluation;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.Metric;

/**
 * Runs a {@link Ranker} over cases, in batches of similar history length.
 *
 * <p>Every case counts. An unknown target is a miss. With seen items excluded, so is a target that
 * occurs in its own history: it is filtered like any other seen item and can never be recommended,
 * as in the official code of RecJPQ (arXiv 2312.06165), which filters for MovieLens but not for
 * Booking and Gowalla. Neither is shown to the ranker.
 *
 * @param config the metrics, and whether seen items are left out; cases are not drawn here
 * @param items training statistics of the items, which separate head from tail
 * @param batchSize how many cases are ranked at once, at least 1
 */
public record Evaluator(EvaluationConfig config, ItemFacts items, int batchSize) {
  /** Checks the batch size. */
  public Evaluator {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, found " + batchSize);
    }
  }

  /**
   * Creates an evaluator with the default metrics.
   *
   * @param trainingCounts training interactions of each item, [N]
   * @param excludeSeen whether items of a user's history are left out of the ranking
   */
  public Evaluator(int[] trainingCounts, boolean excludeSeen, int batchSize) {
    this(
        EvaluationConfig.DEFAULT.withExcludeSeen(excludeSeen),
        ItemFacts.ofCounts(trainingCounts),
        batchSize);
  }

  /** Training interactions of each item, [N]; not to be changed. */
  public int[] trainingCounts() {
    return items.counts();
  }

  /** Ranks all cases. */
  public Evaluation evaluate(Ranker ranker, EvaluationCases cases) {
    return evaluate(ranker, cases, done -> {});
  }

  /**
   * Ranks all cases; the result does not depend on the batch size.
   *
   * @param progress receives after each batch the number of cases done
   * @throws IllegalArgumentException if the cases have another catalogue than the training counts
   */
  public Evaluation evaluate(Ranker ranker, EvaluationCases cases, IntConsumer progress) {
    int[] ranks = new int[cases.count()];
    Arrays.fill(ranks, Metric.MISS);
    forEachBatch(cases, progress, (batch, at) -> copy(ranker.ranks(batch), ranks, at));
    return evaluation(ranks, new int[0][], cases);
  }

  /**
   * Ranks all cases, and keeps lists if a metric needs them.
   *
   * @param progress receives after each batch the number of cases done
   * @throws IllegalArgumentException if the cases have another catalogue than the training counts
   */
  public Evaluation evaluateAll(ListRanker ranker, EvaluationCases cases, IntConsumer progress) {
    return config.listMetrics().isEmpty()
        ? evaluate(ranker, cases, progress)
        : evaluateLists(ranker, cases, progress);
  }

  /** As below, without reporting progress. */
  public Evaluation evaluateLists(ListRanker ranker, EvaluationCases cases) {
    return evaluateLists(ranker, cases, done -> {});
  }

  /**
   * Ranks all cases and keeps the first items of each list: {@link Evaluation#LIST_LENGTH}, or as
   * many as a metric needs.
   *
   * @param progress receives after each batch the number of cases done
   * @throws IllegalArgumentException if the cases have another catalogue than the training counts
   */
  public Evaluation evaluateLists(ListRanker ranker, EvaluationCases cases, IntConsumer progress) {
    int[] ranks = new int[cases.count()];
    Arrays.fill(ranks, Metric.MISS);
    int[][] lists = new int[cases.count()][0];
    forEachBatch(
        cases,
        progress,
        (batch, at) -> {
          ListRanker.Ranked found = ranker.ranked(batch, config.listLength());
          copy(found.ranks(), ranks, at);
          for (int i = 0; i < at.length; i++) {
            lists[at[i]] = found.lists()[i];
          }
        });
    return evaluation(ranks, lists, cases);
  }

  private Evaluation evaluation(int[] ranks, int[][] lists, EvaluationCases cases) {
    return new Evaluation(config, items, cases, ranks, lists);
  }

  private static void copy(int[] found, int[] ranks, int[] at) {
    for (int i = 0; i < at.length; i++) {
      ranks[at[i]] = found[i];
    }
  }

  /** Ranks a batch of rankable cases, given their numbers. */
  private interface BatchRanking {
    void rank(CaseBatch batch, int[] cases);
  }

  private void forEachBatch(EvaluationCases cases, IntConsumer progress, BatchRanking ranking) {
    requireSameCatalogue(cases);
    int[] order = rankableCasesByHistoryLength(cases);
    int done = cases.count() - order.length;
    for (int from = 0; from < order.length; from += batchSize) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length));
      ranking.rank(batch(cases, batch), batch);
      done += batch.length;
      progress.accept(done);
    }
  }

  private void requireSameCatalogue(EvaluationCases cases) {
    if (cases.catalogueSize() != items.items()) {
      throw new IllegalArgumentException(
          "the cases must have the catalogue of the training counts, found %d and %d items"
              .formatted(cases.catalogueSize(), items.items()));
    }
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
        && !(config.excludeSeen()
            && Arrays.stream(cases.history(c)).anyMatch(item -> item == target));
  }

  private CaseBatch batch(EvaluationCases cases, int[] batch) {
    int[][] histories = Arrays.stream(batch).mapToObj(cases::history).toArray(int[][]::new);
    int[] users = Arrays.stream(batch).map(cases::user).toArray();
    int[] targets = Arrays.stream(batch).map(cases::target).toArray();
    return new CaseBatch(users, histories, targets, config.excludeSeen());
  }
}
