package org.recjpq.training.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.parts.Parts;

class MetricTest {
  private static final double EXACT = 1e-15;

  /** By hand: 1 / log2(3), 1 / log2(4), 1 / log2(11), 1 / log2(12). */
  @ParameterizedTest
  @CsvSource({
    "ndcg@10, 1, 1",
    "ndcg@10, 2, 0.6309297535714575",
    "ndcg@10, 3, 0.5",
    "ndcg@10, 10, 0.2890648263178879",
    "ndcg@10, 11, 0",
    "ndcg@11, 11, 0.27894294565112987",
    "ndcg@1, 2, 0",
    "recall@10, 10, 1",
    "recall@10, 11, 0",
    "recall@20, 20, 1",
    "hit@1, 1, 1",
    "hit@1, 2, 0",
    "hit@5, 5, 1",
    "mrr, 11, 0.09090909090909091",
    "mrr, 2147483646, 4.656612877414201e-10",
    "mrr@10, 4, 0.25",
    "mrr@10, 11, 0",
    "map@5, 5, 0.2",
    "map@5, 6, 0"
  })
  void figuresOfSingleCases(String metric, int rank, double expected) {
    assertEquals(expected, Metrics.parse(metric).of(rank), EXACT);
  }

  @Test
  void aMissIsNothingInEveryMetric() {
    for (Metric metric : Parts.all(Metric.class)) {
      assertEquals(0, metric.of(Metric.MISS), metric.key());
      assertEquals(0, metric.at(Integer.MAX_VALUE - 1).of(Metric.MISS), metric.key());
      assertEquals(1, metric.of(1), metric.key());
    }
  }

  @Test
  void withOneRelevantItemSomeMetricsAreTheSame() {
    for (int rank : List.of(1, 2, 3, 7, 8, 100, Metric.MISS)) {
      assertEquals(new ReciprocalRank(7).of(rank), new AveragePrecision(7).of(rank));
      assertEquals(new HitRate(7).of(rank), new Recall(7).of(rank));
    }
  }

  @Test
  void cutOffsStartAtOne() {
    for (Metric metric : Parts.all(Metric.class)) {
      for (int k : List.of(0, -3, Integer.MAX_VALUE)) {
        var failure = assertThrows(IllegalArgumentException.class, () -> metric.at(k));
        assertEquals("a cut-off must lie in [1, 2147483647), found " + k, failure.getMessage());
      }
    }
  }
}
