package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.baselines.PopularityRanker;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.ReciprocalRank;

class EvaluatorTest {
  private static final int ITEMS = 40;
  private static final int USERS = 300;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void popularityRanksEqualASortedCatalogueForEveryUser(boolean excludeSeen) {
    Random random = new Random(5);
    int[] counts = random.ints(ITEMS, 0, 8).toArray(); // many ties
    int[][] histories = randomHistories(random);
    int[] targets = random.ints(USERS, -1, ITEMS).toArray();
    var cases = new EvaluationCases(Sequences.of(ITEMS, histories), targets);

    var evaluation =
        new Evaluator(counts, excludeSeen, 7).evaluate(new PopularityRanker(counts), cases);

    int misses = 0;
    for (int user = 0; user < USERS; user++) {
      List<Integer> ranking = sortedByPopularity(counts);
      if (excludeSeen) {
        ranking.removeAll(Arrays.stream(histories[user]).boxed().toList());
      }
      int place = ranking.indexOf(targets[user]);
      assertEquals(place < 0 ? Metric.MISS : place + 1, evaluation.rank(user));
      misses += place < 0 ? 1 : 0;
    }
    assertTrue(misses > 0);
  }

  @Test
  void theBatchSizeChangesNothing() {
    Random random = new Random(6);
    int[] counts = random.ints(ITEMS, 0, 8).toArray();
    int[] targets = random.ints(USERS, -1, ITEMS).toArray();
    var cases = new EvaluationCases(Sequences.of(ITEMS, randomHistories(random)), targets);
    var ranker = new PopularityRanker(counts);
    var single = new Evaluator(counts, true, 1).evaluate(ranker, cases);
    var whole = new Evaluator(counts, true, USERS).evaluate(ranker, cases);
    for (int user = 0; user < USERS; user++) {
      assertEquals(single.rank(user), whole.rank(user));
    }
    assertEquals(single.metricValues(), whole.metricValues());
  }

  @Test
  void aSeenTargetIsAMissOnlyWhereSeenItemsAreExcluded() {
    int[] counts = {9, 8, 7};
    var cases = new EvaluationCases(Sequences.of(3, new int[] {1}), new int[] {1});
    var ranker = new PopularityRanker(counts);
    assertEquals(Metric.MISS, new Evaluator(counts, true, 4).evaluate(ranker, cases).rank(0));
    assertEquals(2, new Evaluator(counts, false, 4).evaluate(ranker, cases).rank(0));
  }

  @Test
  void splitsHeadFromTailByTheTargetsTrainingCount() {
    int[] counts = {5, 4, 0};
    var histories = Sequences.of(3, new int[] {}, new int[] {}, new int[] {}, new int[] {});
    var cases = new EvaluationCases(histories, new int[] {0, 1, 2, EvaluationCases.UNKNOWN});
    var evaluation = new Evaluator(counts, false, 4).evaluate(new PopularityRanker(counts), cases);
    assertMrr(1, 1, evaluation.head());
    assertMrr(3, (1 / 2.0 + 1 / 3.0) / 3, evaluation.tail());
    assertMrr(4, (1 + 1 / 2.0 + 1 / 3.0) / 4, evaluation.overall());
  }

  private static void assertMrr(int count, double mrr, CaseRanks found) {
    assertEquals(count, found.count());
    assertEquals(mrr, found.mean(new ReciprocalRank()), 1e-15);
  }

  @Test
  void batchesHoldSimilarHistoriesAndProgressEndsAtAllCases() {
    var histories = Sequences.of(9, new int[] {1, 2, 3}, new int[] {4}, new int[] {5, 6, 7});
    var cases = new EvaluationCases(histories, new int[] {0, 0, 8});
    List<String> batches = new ArrayList<>();
    List<Integer> progress = new ArrayList<>();
    Ranker ranker =
        batch -> {
          batches.add(Arrays.toString(batch.histories(2, 9)));
          int[] ranks = new int[batch.size()];
          Arrays.fill(ranks, 1);
          return ranks;
        };
    new Evaluator(new int[9], true, 2).evaluate(ranker, cases, progress::add);
    assertEquals(List.of("[9, 4, 2, 3]", "[6, 7]"), batches);
    assertEquals(List.of(2, 3), progress);
  }

  @Test
  void listsBelongToTheCasesThatWereRanked() {
    var histories = Sequences.of(9, new int[] {1, 2, 3}, new int[] {4}, new int[] {5});
    var cases = new EvaluationCases(histories, new int[] {0, EvaluationCases.UNKNOWN, 8});
    ListRanker ranker =
        new ListRanker() {
          @Override
          public int[] ranks(CaseBatch batch) {
            return ranked(batch, 0).ranks();
          }

          @Override
          public Ranked ranked(CaseBatch batch, int length) {
            int[][] lists = new int[batch.size()][];
            Arrays.setAll(lists, c -> new int[] {batch.target(c), length - 7});
            return new Ranked(batch.targets(), lists); // target 8 has rank 8
          }
        };
    int[] counts = {10, 1, 1, 2, 1, 1, 1, 1, 3};
    var evaluation =
        new Evaluator(counts, false, 1)
            .evaluateLists(
                ranker, new EvaluationCases(histories, new int[] {1, EvaluationCases.UNKNOWN, 8}));
    assertArrayEquals(new int[] {1, 3}, evaluation.list(0));
    assertArrayEquals(new int[0], evaluation.list(1));
    assertArrayEquals(new int[] {8, 3}, evaluation.list(2));
    assertArrayEquals(new int[] {1, 8}, evaluation.ranks());
    assertEquals(
        Map.of(
            "coverage@10", 3.0 / 9, "popularity@10", (1 + 2 + 3 + 2) / 4.0, "tail-share@10", 1.0),
        evaluation.metricValues().lists());
    assertArrayEquals(
        new int[0],
        new Evaluator(counts, false, 1).evaluate(batch -> new int[] {1}, cases).list(0));
  }

  @Test
  void refusesCasesOfAnotherCatalogue() {
    var cases = new EvaluationCases(Sequences.of(3, new int[] {1}), new int[] {1});
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Evaluator(new int[2], true, 4).evaluate(CaseBatch::targets, cases));
    assertEquals(
        "the cases must have the catalogue of the training counts, found 3 and 2 items",
        failure.getMessage());
  }

  private static int[][] randomHistories(Random random) {
    return IntStream.range(0, USERS)
        .mapToObj(user -> random.ints(random.nextInt(12), 0, ITEMS).toArray())
        .toArray(int[][]::new);
  }

  private static List<Integer> sortedByPopularity(int[] counts) {
    return new ArrayList<>(
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(item -> -counts[item])
                    .thenComparing(Comparator.naturalOrder()))
            .toList());
  }
}
