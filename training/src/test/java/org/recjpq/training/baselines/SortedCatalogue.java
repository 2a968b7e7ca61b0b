package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.Ranker;
import org.recjpq.training.metrics.Metric;

/**
 * The slow and plain way to rank: score all items of a small random log for every user, sort them,
 * strike out the seen ones, and look where the target is.
 *
 * <p>The log has repeats, users without training items, items nobody trained on, and targets that
 * are unknown or seen.
 */
final class SortedCatalogue {
  static final int ITEMS = 30;
  static final int USERS = 200;

  /** Scores as the Javadoc of a baseline defines them. */
  @FunctionalInterface
  interface Definition {
    /** The scores of all items, [N]; of equal ones the more popular item is first. */
    double[] scores(int user, int[] history);
  }

  final int[][] train;
  private final int[][] histories;
  private final int[] targets;

  SortedCatalogue(long seed) {
    Random random = new Random(seed);
    train =
        IntStream.range(0, USERS)
            .mapToObj(user -> randomItems(random, random.nextInt(9)))
            .toArray(int[][]::new);
    histories =
        Arrays.stream(train)
            .map(items -> random.nextInt(4) > 0 ? items : with(items, random.nextInt(ITEMS)))
            .toArray(int[][]::new);
    targets = random.ints(USERS, EvaluationCases.UNKNOWN, ITEMS).toArray();
  }

  /** Popular items are often drawn, the last three never. */
  private static int[] randomItems(Random random, int count) {
    return IntStream.range(0, count)
        .map(i -> random.nextInt(1 + random.nextInt(ITEMS - 3)))
        .toArray();
  }

  private static int[] with(int[] items, int last) {
    int[] more = Arrays.copyOf(items, items.length + 1);
    more[items.length] = last;
    return more;
  }

  Sequences trainingSequences() {
    return Sequences.of(ITEMS, train);
  }

  int[] counts() {
    return trainingSequences().itemCounts();
  }

  /** Compares every rank with and without seen items. */
  void assertRanks(Definition definition, Ranker ranker) {
    assertRanks(definition, ranker, false);
    assertRanks(definition, ranker, true);
  }

  private void assertRanks(Definition definition, Ranker ranker, boolean excludeSeen) {
    EvaluationCases cases = new EvaluationCases(Sequences.of(ITEMS, histories), targets);
    Evaluation evaluation = new Evaluator(counts(), excludeSeen, 7).evaluate(ranker, cases);
    int misses = 0;
    for (int user = 0; user < USERS; user++) {
      List<Integer> ranking = ranking(definition.scores(user, histories[user]));
      if (excludeSeen) {
        ranking.removeAll(Arrays.stream(histories[user]).boxed().toList());
      }
      int place = ranking.indexOf(targets[user]);
      assertEquals(place < 0 ? Metric.MISS : place + 1, evaluation.rank(user), "user " + user);
      misses += place < 0 ? 1 : 0;
    }
    assertTrue(misses > 0 && misses < USERS);
  }

  private List<Integer> ranking(double[] scores) {
    int[] counts = counts();
    List<Integer> items = new ArrayList<>(IntStream.range(0, ITEMS).boxed().toList());
    items.sort(
        (a, b) ->
            scores[a] != scores[b]
                ? Double.compare(scores[b], scores[a])
                : counts[a] != counts[b] ? counts[b] - counts[a] : a - b);
    return items;
  }
}
