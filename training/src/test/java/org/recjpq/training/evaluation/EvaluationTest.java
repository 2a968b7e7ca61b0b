package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.metrics.AveragePrecision;
import org.recjpq.training.metrics.Coverage;
import org.recjpq.training.metrics.HitRate;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.metrics.Recall;
import org.recjpq.training.metrics.ReciprocalRank;

class EvaluationTest {
  /** Item 0 belongs to the head. */
  private static final ItemFacts ITEMS = ItemFacts.ofCounts(new int[] {5, 4, 0});

  /** Histories of 0, 5, 6 and 51 items. */
  private static final EvaluationCases CASES =
      new EvaluationCases(
          Sequences.of(3, new int[0], new int[5], new int[6], new int[51]),
          new int[] {0, 1, -1, 0});

  private static final EvaluationConfig CONFIG =
      EvaluationConfig.DEFAULT
          .withMetrics(new HitRate(2), new AveragePrecision(3))
          .withListMetrics(new Coverage(1), new Coverage(2))
          .withStopping(new HitRate(2));

  @Test
  void figuresAreThoseThatWereAskedFor() {
    Evaluation evaluation = evaluation(1, 2, Metric.MISS, 4);
    Map<String, Double> first = Map.of("hit@2", 1.0, "map@3", 1.0);
    Map<String, Double> second = Map.of("hit@2", 1.0, "map@3", 0.5);
    Map<String, Double> none = Map.of("hit@2", 0.0, "map@3", 0.0);
    MetricValues values = evaluation.metricValues();
    assertEquals(
        new MetricValues(
            new MetricValues.Group(4, Map.of("hit@2", 0.5, "map@3", 1.5 / 4)),
            new MetricValues.Group(2, Map.of("hit@2", 0.5, "map@3", 0.5)),
            new MetricValues.Group(2, Map.of("hit@2", 0.5, "map@3", 0.25)),
            Map.of(
                "0", new MetricValues.Group(1, first),
                "1-5", new MetricValues.Group(1, second),
                "6-10", new MetricValues.Group(1, none),
                "51+", new MetricValues.Group(1, none)),
            Map.of("coverage@1", 1.0 / 3, "coverage@2", 2.0 / 3)),
        values);
    assertEquals(
        List.of("0", "1-5", "6-10", "51+"), List.copyOf(values.byHistoryLength().keySet()));
    assertEquals(0.5, evaluation.score());
  }

  private static Evaluation evaluation(int... ranks) {
    int[][] lists = {{0, 1, 2}, {0}, {}, {0, 1}};
    return new Evaluation(CONFIG, ITEMS, CASES, ranks, lists);
  }

  @Test
  void everyLengthOfHistoryIsInOneGroup() {
    for (int length : List.of(0, 1, 5, 6, 10, 11, 20, 21, 50, 51, 1_000_000)) {
      assertEquals(
          1,
          List.of(HistoryLength.values()).stream().filter(group -> group.contains(length)).count());
    }
  }

  @Test
  void anyFigureCanBeComputedLater() {
    Evaluation evaluation = evaluation(1, 2, Metric.MISS, 4);
    assertEquals(1.75 / 4, evaluation.overall().mean(new ReciprocalRank()));
    assertEquals(0.25, evaluation.where(c -> c == 3).mean(new ReciprocalRank()));
    var failure =
        assertThrows(IllegalArgumentException.class, () -> evaluation.of(new Coverage(11)));
    assertEquals(
        "coverage@11 needs lists of 11, found lists of 10; add it to the settings of the"
            + " evaluation",
        failure.getMessage());
  }

  @Test
  void ranksStartAtOne() {
    var failure = assertThrows(IllegalArgumentException.class, () -> new CaseRanks(1, 0));
    assertEquals("ranks start at 1, found 0", failure.getMessage());
    assertEquals(0, new CaseRanks().mean(new Ndcg(10)));
  }

  @Test
  void aMetricThatWasNotAskedForHasNoFigure() {
    MetricValues.Group overall = evaluation(1, 1, 1, 1).metricValues().overall();
    var failure = assertThrows(IllegalArgumentException.class, () -> overall.mean("mrr"));
    assertEquals("expected one of [hit@2, map@3], found mrr", failure.getMessage());
  }

  @Test
  void theTableIsAligned() {
    EvaluationCases one = new EvaluationCases(Sequences.of(3, new int[0]), new int[] {0});
    EvaluationConfig config = EvaluationConfig.DEFAULT;
    MetricsTable table =
        new MetricsTable()
            .add("popularity", new Evaluation(config, ITEMS, one, new int[] {1}, new int[0][]))
            .add("model", new Evaluation(config, ITEMS, one, new int[] {2}, new int[][] {{1, 0}}));
    assertEquals(
        """
                    cases  ndcg@10  recall@10     mrr   hit@1  head cases  ndcg@10  recall@10  tail cases  ndcg@10  recall@10  coverage@10  popularity@10  tail-share@10
        popularity      1   1.0000     1.0000  1.0000  1.0000           1   1.0000     1.0000           0        -          -            -              -              -
        model           1   0.6309     1.0000  0.5000  0.0000           1   0.6309     1.0000           0        -          -       0.6667         4.5000         0.5000
        """,
        table.toString());
  }

  @Test
  void aTableHasTheMetricsOfAllItsRows() {
    EvaluationCases one = new EvaluationCases(Sequences.of(3, new int[0]), new int[] {0});
    EvaluationConfig config = EvaluationConfig.DEFAULT.withStopping(new Recall(1));
    MetricsTable table =
        new MetricsTable()
            .add("a", evaluate(config.withMetrics(new Recall(5)), one))
            .add("b", evaluate(config.withMetrics(new Recall(6)), one));
    assertEquals(
        List.of("", "cases", "recall@5", "recall@1", "recall@6"),
        table.rows().get(0).subList(0, 5));
    assertEquals(List.of("a", "1", "1.0000", "0.0000", "-"), table.rows().get(1).subList(0, 5));
    assertEquals(List.of("b", "1", "-", "0.0000", "1.0000"), table.rows().get(2).subList(0, 5));
  }

  private static Evaluation evaluate(EvaluationConfig config, EvaluationCases cases) {
    return new Evaluator(config, ITEMS, 4).evaluate(batch -> new int[] {5}, cases);
  }

  @Test
  void groupsByHistoryAreATableOfTheirOwn() {
    assertEquals(
        List.of(
            List.of("history", "cases", "hit@2", "map@3"),
            List.of("0", "1", "1.0000", "1.0000"),
            List.of("1-5", "1", "1.0000", "0.5000"),
            List.of("6-10", "1", "0.0000", "0.0000"),
            List.of("51+", "1", "0.0000", "0.3333")),
        MetricsTable.byHistoryLength(evaluation(1, 2, Metric.MISS, 3).metricValues()));
  }
}
