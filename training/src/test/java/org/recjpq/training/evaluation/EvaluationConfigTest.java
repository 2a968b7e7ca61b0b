package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.json.Json;
import org.recjpq.training.metrics.Coverage;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.metrics.Recall;
import org.recjpq.training.metrics.ReciprocalRank;

class EvaluationConfigTest {
  private static final ObjectMapper JSON = Json.mapper();

  @Test
  void defaultsAreMetricsByTheirKeys() throws JsonProcessingException {
    String json =
        """
        {"metrics":["ndcg@10","recall@10","mrr","hit@1"],\
        "listMetrics":["coverage@10","popularity@10","tail-share@10"],\
        "stopping":"ndcg@10","excludeSeen":false,"testUsers":0}\
        """;
    assertEquals(json, JSON.writeValueAsString(EvaluationConfig.DEFAULT));
    assertEquals(EvaluationConfig.DEFAULT, JSON.readValue(json, EvaluationConfig.class));
  }

  @Test
  void metricsCanBeObjects() throws JsonProcessingException {
    String json =
        """
        {"metrics":[{"type":"recall","k":20},"mrr"],"listMetrics":[{"type":"coverage","k":3}],\
        "stopping":{"type":"ndcg","k":5},"excludeSeen":true,"testUsers":9}\
        """;
    assertEquals(
        new EvaluationConfig(
            List.of(new Recall(20), new ReciprocalRank()),
            List.of(new Coverage(3)),
            new Ndcg(5),
            true,
            9),
        JSON.readValue(json, EvaluationConfig.class));
  }

  @Test
  void theMetricThatStopsTrainingIsAlwaysComputed() {
    EvaluationConfig config =
        EvaluationConfig.DEFAULT.withMetrics(new Recall(5)).withStopping(new Recall(6));
    assertEquals(List.of(new Recall(5)), config.metrics());
    assertEquals(List.of(new Recall(5), new Recall(6)), config.allMetrics());
    assertEquals(
        List.of(new Recall(6), new Recall(5)),
        config.withMetrics(new Recall(6), new Recall(5)).allMetrics());
  }

  @Test
  void listsAreAsLongAsTheirMetricsNeed() {
    assertEquals(10, EvaluationConfig.DEFAULT.withListMetrics(new Coverage(3)).listLength());
    assertEquals(30, EvaluationConfig.DEFAULT.withListMetrics(new Coverage(30)).listLength());
  }

  /** A metric whose key omits its setting. */
  private record Forgetful(double setting) implements Metric {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public double of(int rank) {
      return 0;
    }
  }

  /** A metric with an invalid name. */
  private record Chatty() implements Metric {
    @Override
    public String name() {
      return "so good!";
    }

    @Override
    public double of(int rank) {
      return 0;
    }
  }

  @Test
  void everyMetricHasAKeyOfItsOwn() {
    assertRefused(
        "each metric must have its own key, found two with forgetful",
        new Forgetful(1),
        new Forgetful(2));
    assertRefused(
        "the key of a metric must consist of letters, digits and . _ $ @ -, found so good!",
        new Chatty());
  }

  private static void assertRefused(String message, Metric... metrics) {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> EvaluationConfig.DEFAULT.withMetrics(metrics));
    assertEquals(message, failure.getMessage());
  }

  @Test
  void aNegativeNumberOfTestUsersIsRefused() {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> EvaluationConfig.DEFAULT.withTestUsers(-1));
    assertEquals("testUsers must be at least 1, or 0 for all, found -1", failure.getMessage());
  }

  @Test
  void whatIsNoMetricIsToldInOneLineWithItsPlace() {
    assertProblem(
        "metrics[1]: expected one of hit, map, mrr, ndcg, recall, or the name of a class on the"
            + " class path that implements Metric, found ndgc; correct it or add the jar of that"
            + " class",
        "\"ndgc@10\"");
    assertProblem(
        "metrics[1]: expected the name of a Metric as type, one of hit, map, mrr, ndcg, recall,"
            + " found 7; add it",
        "7");
    assertProblem(
        "metrics[1].depth: no such setting; There are: k", "{\"type\":\"ndcg\",\"depth\":3}");
  }

  private static void assertProblem(String message, String metric) {
    String json = "{\"metrics\":[\"mrr\",%s],\"listMetrics\":[]}".formatted(metric);
    var failure =
        assertThrows(
            JsonProcessingException.class, () -> JSON.readValue(json, EvaluationConfig.class));
    assertEquals(message, Json.problem(failure));
  }
}
