package org.recjpq.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.verification.ExportVerification;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunConfig;

/** Files written by earlier versions can still be read; {@code testdata/formats} describes them. */
class FormatsTest {
  private static final Path FORMATS =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "formats");

  /** On another processor some ranks may differ by one. */
  private static final double OTHER_PROCESSOR = 0.01;

  private static final int STEPS = 240;

  @TempDir Path scratch;

  static Stream<Path> versions() throws IOException {
    try (Stream<Path> folders = Files.list(FORMATS)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("run"))).toList().stream();
    }
  }

  @Test
  void theFirstVersionIsAmongThem() throws IOException {
    assertTrue(versions().anyMatch(version -> version.endsWith("0.1.0")));
  }

  /** A copy to work in. */
  private Path runOf(Path version) throws IOException {
    Path from = version.resolve("run");
    Path copy = scratch.resolve("run");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.resolve(from.relativize(file).toString()));
      }
    }
    return copy;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRunTestsAsItDid(Path version) throws IOException {
    Path folder = runOf(version);
    RunResult result = RunResult.read(folder.resolve("result.json"));
    Training training = Training.resume(folder, new LogFile(version.resolve("log.csv")));
    try (Run run = training.open()) {
      TrainingState best = run.restoreBest();
      assertEquals(STEPS, best.step());
      assertTrue(run.isOver(best));
      assertFigures(result.test(), run.test(done -> {}).metricValues());
    }
    List<MetricsEntry> validations = new MetricsLog(folder.resolve("metrics.jsonl")).entries();
    assertEquals(List.of((long) STEPS), validations.stream().map(MetricsEntry::step).toList());
  }

  private static void assertFigures(MetricValues expected, MetricValues found) {
    assertEquals(60, found.overall().cases());
    assertMeans(expected.overall(), found.overall());
    assertMeans(expected.head(), found.head());
    assertEquals(expected.byHistoryLength().keySet(), found.byHistoryLength().keySet());
    assertEquals(expected.lists().keySet(), found.lists().keySet());
  }

  private static void assertMeans(MetricValues.Group expected, MetricValues.Group found) {
    assertEquals(expected.metrics().keySet(), found.metrics().keySet());
    expected
        .metrics()
        .forEach((key, mean) -> assertEquals(mean, found.mean(key), OTHER_PROCESSOR, key));
  }

  /** This also reads the state of the optimizer. */
  @ParameterizedTest
  @MethodSource("versions")
  void aRunIsTrainedFurther(Path version) throws Exception {
    Path folder = runOf(version);
    Path config = folder.resolve("config.json");
    String text = Files.readString(config);
    String more = text.replace("\"epochs\" : 60", "\"epochs\" : 62");
    assertFalse(more.equals(text));
    Files.writeString(config, more);
    Training training = Training.resume(folder, new LogFile(version.resolve("log.csv")));
    try (TrainedModel model = training.train()) {
      assertEquals(STEPS + 8, model.state().step());
      double before = validation(folder, 0);
      double after = validation(folder, 1);
      assertTrue(after > before - 0.1, "from " + before + " to " + after);
    }
  }

  private static double validation(Path folder, int entry) {
    return new MetricsLog(folder.resolve("metrics.jsonl"))
        .entries()
        .get(entry)
        .validation()
        .overall()
        .mean("ndcg@10");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anExportRecommendsAsItDid(Path version) throws IOException {
    List<List<String>> histories =
        Files.readAllLines(version.resolve("histories.csv")).stream()
            .map(line -> List.of(line.split(",", -1)))
            .map(fields -> fields.subList(1, fields.size()))
            .toList();
    List<String> expected = Files.readAllLines(version.resolve("recommendations.jsonl"));
    try (Recommender recommender = Recommender.load(version.resolve("export"))) {
      assertLists(expected, recommender, histories);
    }
    try (RecommendationService searching =
        new SearchingRecommender(Recommender.load(version.resolve("export")))) {
      assertLists(expected, searching, histories);
    }
  }

  private static void assertLists(
      List<String> expected, RecommendationService service, List<List<String>> histories)
      throws IOException {
    List<List<Recommendation>> lists = service.recommend(histories);
    assertEquals(expected.size(), lists.size());
    for (int h = 0; h < lists.size(); h++) {
      JsonNode items = new ObjectMapper().readTree(expected.get(h)).get("items");
      assertEquals(items.size(), lists.get(h).size());
      for (int place = 0; place < items.size(); place++) {
        Recommendation found = lists.get(h).get(place);
        assertEquals(items.get(place).get("item").asText(), found.item());
        assertEquals(items.get(place).get("score").asDouble(), found.score(), 1e-4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anExportIsVerified(Path version) throws IOException {
    ExportVerification verified = ExportVerification.of(version.resolve("export"));
    assertEquals(40, verified.description().items());
    assertTrue(verified.requests().values().stream().allMatch(count -> count > 0));
  }

  @Test
  void whatAnOlderConfigurationDoesNotHaveIsAsByDefault() throws IOException {
    RunConfig config = RunConfig.read(FORMATS.resolve("format-0/config.json"));
    TrainingConfig expected =
        TrainingConfig.gru4rec()
            .withSeed(11)
            .withFilters(Filters.DEFAULT.withMinUserInteractions(3))
            .withEncoder(new Gru4Rec.Settings(1))
            .withCodes(new RandomCodes(4, 256))
            .withDimension(64)
            .withEpochs(5);
    assertEquals(expected, config.training());
    assertEquals(new LogFile(Path.of("ratings.csv")), config.source());
    assertEquals("0.0.9", config.version());
  }
}
