package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.metrics.Diversity;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.ListMetric;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Metrics;
import org.recjpq.training.metrics.ReciprocalRank;

/** Metrics of somebody else, who has public types only. */
class OwnMetricTest {
  /**
   * Rank-biased precision of one relevant item: (1 − p) · p^(rank − 1).
   *
   * @param persistence p
   */
  public record RankBiasedPrecision(double persistence) implements Metric {
    public RankBiasedPrecision() {
      this(0.5);
    }

    @Override
    public String key() {
      return "rbp-" + persistence;
    }

    @Override
    public double of(int rank) {
      return (1 - persistence) * Math.pow(persistence, rank - 1.0);
    }
  }

  /** How far the indexes of listed items are from each other. */
  public record Spread() implements ListMetric {
    @Override
    public String key() {
      return "spread";
    }

    @Override
    public double of(int[][] lists, ItemFacts items) {
      return Diversity.mean(lists, (a, b) -> Math.abs(a - b) / (double) items.items());
    }
  }

  private static final EvaluationConfig CONFIG =
      EvaluationConfig.DEFAULT
          .withMetrics(new ReciprocalRank())
          .withListMetrics(new Spread())
          .withStopping(new RankBiasedPrecision(0.75));

  /** Recommends the items 0 and 3. */
  private static final class TwoItems implements ListRanker {
    @Override
    public int[] ranks(CaseBatch batch) {
      return new int[] {3};
    }

    @Override
    public Ranked ranked(CaseBatch batch, int length) {
      return new Ranked(ranks(batch), new int[][] {{0, 3}});
    }
  }

  @Test
  void isPartOfAnEvaluationLikeAnyOther() {
    Sequences histories = Sequences.of(4, new int[] {1});
    Evaluation evaluation =
        new Evaluator(CONFIG, ItemFacts.of(histories), 8)
            .evaluateLists(new TwoItems(), new EvaluationCases(histories, new int[] {2}));
    double expected = 0.25 * 0.75 * 0.75;
    assertEquals(expected, evaluation.score());
    assertEquals(
        Map.of("mrr", 1.0 / 3, "rbp-0.75", expected), evaluation.figures().overall().metrics());
    assertEquals(Map.of("spread", 0.75), evaluation.figures().lists());
  }

  @Test
  void isRecordedByItsClassAndSettings() throws JsonProcessingException {
    ObjectMapper json = Json.mapper();
    String text = json.writeValueAsString(CONFIG);
    assertEquals(
        ("{\"metrics\":[\"mrr\"],\"listMetrics\":"
                + "[{\"type\":\"%2$s\"}],\"stopping\":{\"type\":\"%1$s\",\"persistence\":0.75},"
                + "\"excludeSeen\":false,\"testUsers\":0}")
            .formatted(RankBiasedPrecision.class.getName(), Spread.class.getName()),
        text);
    assertEquals(CONFIG, json.readValue(text, EvaluationConfig.class));
  }

  @Test
  void isCalledByItsClass() {
    assertEquals(
        List.of(new RankBiasedPrecision(0.5), new Spread()),
        List.of(
            Metrics.parse(RankBiasedPrecision.class.getName()),
            Metrics.parseList(Spread.class.getName())));
  }
}
