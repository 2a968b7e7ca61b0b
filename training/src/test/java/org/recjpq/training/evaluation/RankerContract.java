package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.recjpq.training.metrics.Metric;

/**
 * The contract of every {@link ListRanker}, checked by brute force: score all items of the
 * catalogue for every case, sort them, remove the seen ones, and find the target.
 *
 * @param scores of all items, [N], by case and its history
 * @param ties the order of items with equal scores
 */
public record RankerContract(Definition scores, Comparator<Integer> ties) {
  /** Scores as the ranker defines them. */
  @FunctionalInterface
  public interface Definition {
    /** The scores of all items, [N]. */
    double[] of(int c, int[] history);
  }

  /** With ties to the lower index. */
  public RankerContract(Definition scores) {
    this(scores, Comparator.naturalOrder());
  }

  /**
   * Checks ranks and lists, with and without seen items, in batches of any size.
   *
   * @param cases some with a target that is unknown or in its own history, some without
   */
  public void check(ListRanker ranker, EvaluationCases cases) {
    for (boolean excludeSeen : new boolean[] {false, true}) {
      for (int batchSize : new int[] {1, 7, cases.count()}) {
        check(ranker, cases, excludeSeen, batchSize);
      }
    }
  }

  private void check(ListRanker ranker, EvaluationCases cases, boolean excludeSeen, int batchSize) {
    Evaluator evaluator = new Evaluator(new int[cases.catalogueSize()], excludeSeen, batchSize);
    Evaluation evaluation = evaluator.evaluateLists(ranker, cases);
    assertArrayEquals(evaluator.evaluate(ranker, cases).ranks(), evaluation.ranks());
    int misses = 0;
    for (int c = 0; c < cases.count(); c++) {
      List<Integer> ranking = ranking(c, cases.history(c));
      if (excludeSeen) {
        ranking.removeAll(Arrays.stream(cases.history(c)).boxed().toList());
      }
      int place = ranking.indexOf(cases.target(c));
      assertEquals(place < 0 ? Metric.MISS : place + 1, evaluation.rank(c), "case " + c);
      int listed = place < 0 ? 0 : Math.min(Evaluation.LIST_LENGTH, ranking.size());
      assertEquals(
          ranking.subList(0, listed),
          Arrays.stream(evaluation.list(c)).boxed().toList(),
          "case " + c);
      misses += place < 0 ? 1 : 0;
    }
    assertTrue(misses > 0 && misses < cases.count(), misses + " misses");
  }

  private List<Integer> ranking(int c, int[] history) {
    double[] of = scores.of(c, history);
    List<Integer> items = new ArrayList<>(IntStream.range(0, of.length).boxed().toList());
    items.sort(Comparator.<Integer>comparingDouble(item -> -of[item]).thenComparing(ties));
    return items;
  }
}
