package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RankMetricsTest {
  private static final double EXACT = 1e-15;

  @Test
  void theFirstRankScoresOneEverywhere() {
    assertEquals(new RankMetrics(1, 1, 1, 1, 1), RankMetrics.of(1));
  }

  @Test
  void ranksTwoAndThreeAreDiscountedByTheLogarithm() {
    assertEquals(0.6309297535714575, RankMetrics.of(2).ndcg10(), EXACT); // 1 / log2(3)
    assertEquals(0.5, RankMetrics.of(3).ndcg10(), EXACT); // 1 / log2(4)
    assertEquals(0, RankMetrics.of(2).hit1());
  }

  @Test
  void onlyTheReciprocalRankLooksBeyondTen() {
    assertEquals(0.2890648263178879, RankMetrics.of(10).ndcg10(), EXACT); // 1 / log2(11)
    assertEquals(1, RankMetrics.of(10).recall10());
    RankMetrics eleventh = RankMetrics.of(11);
    assertEquals(0, eleventh.ndcg10());
    assertEquals(0, eleventh.recall10());
    assertEquals(1.0 / 11, eleventh.mrr(), EXACT);
  }

  @Test
  void aMissCountsAsAUserWithNothing() {
    RankMetrics metrics = RankMetrics.of(1, RankMetrics.MISS, 3, RankMetrics.MISS);
    assertEquals(4, metrics.users());
    assertEquals(1.5 / 4, metrics.ndcg10(), EXACT);
    assertEquals(0.5, metrics.recall10(), EXACT);
    assertEquals((1 + 1.0 / 3) / 4, metrics.mrr(), EXACT);
    assertEquals(0.25, metrics.hit1(), EXACT);
  }

  @Test
  void withoutRanksEveryMetricIsZero() {
    assertEquals(new RankMetrics(0, 0, 0, 0, 0), RankMetrics.of());
  }

  @Test
  void refusesRankZero() {
    var failure = assertThrows(IllegalArgumentException.class, () -> RankMetrics.of(0));
    assertEquals("ranks start at 1, found 0", failure.getMessage());
  }
}
