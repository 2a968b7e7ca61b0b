package org.recjpq.training.baselines;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.evaluation.RankerContract;

/**
 * A small random log on which rankers are compared with {@link RankerContract}.
 *
 * <p>It has repeats, users without training items, items without training interactions, and targets
 * that are unknown or seen.
 */
final class SortedCatalogue {
  static final int ITEMS = 30;
  static final int USERS = 200;

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

  /**
   * Checks ranks and lists.
   *
   * @param definition scores; of equal scores, the more popular item is first
   */
  void assertRanks(RankerContract.Definition definition, ListRanker ranker) {
    int[] counts = counts();
    Comparator<Integer> popularity = Comparator.comparingInt(item -> -counts[item]);
    new RankerContract(definition, popularity.thenComparing(Comparator.naturalOrder()))
        .check(ranker, new EvaluationCases(Sequences.of(ITEMS, histories), targets));
  }
}
