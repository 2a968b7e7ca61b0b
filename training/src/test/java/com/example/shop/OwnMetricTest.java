package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.TrainedModel;
import org.recjpq.training.Training;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.Schedule;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.metrics.Diversity;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.ListMetric;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Metrics;
import org.recjpq.training.metrics.ReciprocalRank;
import org.recjpq.training.report.RunResult;

/** Metrics of another project, written with public types only. */
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

  /** The mean distance between the indexes of listed items. */
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
        Map.of("mrr", 1.0 / 3, "rbp-0.75", expected),
        evaluation.metricValues().overall().metrics());
    assertEquals(Map.of("spread", 0.75), evaluation.metricValues().lists());
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
  void stopsATrainingThatIsTakenUpAgain(@TempDir Path folder) throws Exception {
    InteractionsBuilder rows = Interactions.builder();
    Random random = new Random(3);
    for (int i = 0; i < 600; i++) {
      rows.add("user " + random.nextInt(40), "item " + random.nextInt(20), i);
    }
    Interactions log = rows.build();
    TrainingConfig config =
        TrainingConfig.gsasrec()
            .withDimension(8)
            .withMaxLength(10)
            .withCodes(new RandomCodes(2, 4))
            .with("schedule", new Schedule(16, 0, 3, 2, 1))
            .with("evaluation", CONFIG);
    int[] steps = {0};
    try (TrainedModel model =
        training(log, config, folder).stopWhen(() -> steps[0]++ == 3).train()) {
      assertFalse(model.isComplete());
    }
    List<Double> scores = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void validated(TrainingState state, double meanLoss, Evaluation validation) {
            scores.add(validation.score());
            assertEquals(
                validation.overall().mean(new RankBiasedPrecision(0.75)), validation.score());
          }
        };
    try (TrainedModel model = training(log, config, folder).listener(listener).train()) {
      assertTrue(model.isComplete());
      assertEquals(CONFIG, model.config().evaluation());
      assertTrue(model.state().bestScore() >= Collections.max(scores));
      MetricValues test = model.test().metricValues();
      assertEquals(Set.of("mrr", "rbp-0.75"), test.overall().metrics().keySet());
      assertEquals(test, RunResult.read(model.folder().result()).test());
    }
    String report = Files.readString(folder.resolve("report.html"));
    assertTrue(report.contains("Validation rbp-0.75") && report.contains("spread"), report);
  }

  private static Training training(Interactions log, TrainingConfig config, Path folder) {
    return Training.of(log, config).folder(folder);
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
