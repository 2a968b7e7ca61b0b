package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.BprFactors;
import org.recjpq.assignment.vectors.BprModel;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.RankerContract;
import org.recjpq.training.metrics.HitRate;
import org.recjpq.training.metrics.Metric;

class BprRankerTest {
  private static final int MANY_ITEMS = 1500; // three blocks, the last one not full

  @Test
  void ranksAndListsEqualTheScoresOfAllItems() {
    Random random = new Random(9);
    int[][] users =
        IntStream.range(0, 60)
            .mapToObj(user -> random.ints(10, 0, MANY_ITEMS).toArray())
            .toArray(int[][]::new);
    BprModel model = new BprFactors(3).fit(Sequences.of(MANY_ITEMS, users), 6, 4);
    // Some users, in another order, and some that the model does not know.
    int[] chosen = random.ints(40, Cases.UNKNOWN, users.length).toArray();
    int[][] histories =
        Arrays.stream(chosen)
            .mapToObj(u -> u < 0 ? new int[] {1, 2} : users[u])
            .toArray(int[][]::new);
    int[] targets = random.ints(40, 0, MANY_ITEMS).toArray();
    targets[0] = Cases.UNKNOWN;
    targets[1] = histories[1][0];
    new RankerContract((c, history) -> scoresByDefinition(model, chosen[c]))
        .check(
            new BprRanker(model, MANY_ITEMS),
            new EvaluationCases(new Cases(Sequences.of(MANY_ITEMS, histories), chosen, targets)));
  }

  private static double[] scoresByDefinition(BprModel model, int user) {
    return IntStream.range(0, MANY_ITEMS)
        .mapToDouble(item -> scoreByDefinition(model, user, item))
        .toArray();
  }

  private static float scoreByDefinition(BprModel model, int user, int item) {
    float score = model.item(item, model.components());
    for (int k = 0; user != Cases.UNKNOWN && k < model.components(); k++) {
      score += model.user(user, k) * model.item(item, k);
    }
    return score;
  }

  @Test
  void eachUserGetsTheItemsOfTheirOwnGroup() {
    // Even users like even items, odd users odd ones; each user's last item of the group is held
    // out.
    int[][] users =
        IntStream.range(0, 40)
            .mapToObj(
                user ->
                    IntStream.range(0, 10)
                        .filter(i -> i != user / 2 % 10)
                        .map(i -> 2 * i + user % 2)
                        .toArray())
            .toArray(int[][]::new);
    int[] heldOut = IntStream.range(0, 40).map(user -> 2 * (user / 2 % 10) + user % 2).toArray();
    Sequences train = Sequences.of(20, users);
    var evaluation =
        new Evaluator(train.itemCounts(), true, 8)
            .evaluate(Baseline.BPR_MF.fit(train, 1), new EvaluationCases(train, heldOut));
    assertTrue(
        evaluation.overall().mean(new HitRate(1)) > 0.9, () -> Arrays.toString(evaluation.ranks()));
  }

  @Test
  void equalSeedsGiveEqualRanks() {
    var catalogue = new SortedCatalogue(3);
    Sequences train = catalogue.trainingSequences();
    var cases = new EvaluationCases(train, new int[SortedCatalogue.USERS]);
    var evaluator = new Evaluator(train.itemCounts(), false, 50);
    var first = evaluator.evaluate(Baseline.BPR_MF.fit(train, 7), cases);
    assertArrayEquals(
        first.ranks(), evaluator.evaluate(Baseline.BPR_MF.fit(train, 7), cases).ranks());
    assertFalse(
        Arrays.equals(
            first.ranks(), evaluator.evaluate(Baseline.BPR_MF.fit(train, 8), cases).ranks()));
  }

  @Test
  void aScoreThatIsNoNumberIsAMiss() {
    Sequences train = Sequences.of(3, new int[] {0, 1}, new int[] {1, 2});
    BprModel diverged = new BprFactors(3, Float.MAX_VALUE).fit(train, 2, 1);
    assertTrue(Float.isNaN(diverged.score(0, 1)));
    var evaluation =
        new Evaluator(train.itemCounts(), false, 2)
            .evaluate(new BprRanker(diverged, 3), new EvaluationCases(train, new int[] {1, 1}));
    assertEquals(Metric.MISS, evaluation.rank(0));
  }

  @Test
  void refusesUsersThatTheModelDoesNotHave() {
    BprModel model = new BprFactors(1).fit(Sequences.of(3, new int[] {0, 1}), 2, 1);
    var cases =
        new EvaluationCases(Sequences.of(3, new int[] {0}, new int[] {1}), new int[] {2, 2});
    var evaluator = new Evaluator(new int[3], false, 2);
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> evaluator.evaluate(new BprRanker(model, 3), cases));
    assertEquals(
        "cases must have the users of the training sequences: expected a user below 1, found 1",
        failure.getMessage());
  }
}
