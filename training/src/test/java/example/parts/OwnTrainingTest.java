package example.parts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.training.TrainedModel;
import org.recjpq.training.Training;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.loop.TrainingStep;

/**
 * Everything that varies in a training comes from another project, which uses only public types: 40
 * walks make 5 batches per epoch, 30 epochs are 150 steps.
 */
class OwnTrainingTest {
  private static final int STEPS = 150;
  private static final int STOPPED_AFTER = 61;

  private static final TrainingConfig CONFIG =
      TrainingConfig.gsasrec()
          .withSeed(5)
          .withDimension(16)
          .withMaxLength(8)
          .withEpochs(30)
          .withEncoder(new FadingMemory(0.25))
          .withItems(new SummedSplits(new IndexCodes(2, 8), 0.2))
          .withTask(new LastItemTask(false))
          .withLoss(new HingeLoss(1, new NearNegatives(3, 5)))
          .withOptimizer(new Momentum(0.5))
          .withHoldout(new LastTwo(4))
          .withEvaluation(
              EvaluationConfig.DEFAULT
                  .withMetrics(new HalfLife(3))
                  .withListMetrics(new FirstPlaces())
                  .withStopping(new HalfLife(3)))
          .with("optimization.learningRate", 0.05)
          .with("schedule.batchSize", 8)
          .with("schedule.evaluateEvery", 50);

  @TempDir static Path shared = Path.of("");
  @TempDir Path scratch = Path.of("");

  private static Path whole = Path.of("");
  private static final Diary DIARY = new Diary();
  private static List<Recommendation> recommended = List.of();

  /** Counts the events it receives. */
  private static final class Diary implements TrainingListener {
    private int steps;
    private double best;

    @Override
    public void stepped(TrainingStep step) {
      steps++;
    }

    @Override
    public void validated(TrainingState state, double meanLoss, Evaluation validation) {
      best = Math.max(best, validation.score());
    }
  }

  @BeforeAll
  static void trainTestAndExport() throws Exception {
    whole = shared.resolve("whole");
    Training training = training(whole).listener(DIARY);
    try (TrainedModel model = training.train()) {
      assertTrue(model.isComplete());
      Evaluation test = model.test();
      double sum =
          IntStream.range(0, test.count())
              .mapToDouble(c -> Math.pow(2, -(test.rank(c) - 1) / 3.0))
              .sum();
      assertEquals(80, test.count(), "the last two of 40 users");
      assertEquals(sum / 80, test.score(), 1e-9);
      Path export = model.export(5);
      try (Recommender recommender = Recommender.load(export)) {
        assertFalse(SearchingRecommender.canSearch(recommender), "its codes are not those of JPQ");
        recommended = recommender.recommend(List.of(List.of("item6", "item7"))).get(0);
      }
    }
  }

  private static Training training(Path folder) {
    return Training.of(new Walks(40, 24, 12, 3), CONFIG).folder(folder);
  }

  @Test
  void theListenerIsToldOfAll() {
    assertEquals(STEPS, DIARY.steps);
    assertTrue(DIARY.best > 0.5, "the next item is one of two: " + DIARY.best);
  }

  @Test
  void theExportRecommendsWhatTheModelLearned() {
    List<String> items = recommended.stream().map(Recommendation::item).toList();
    assertEquals(5, items.size());
    assertFalse(Collections.disjoint(List.of("item8", "item9"), items.subList(0, 2)), "" + items);
  }

  @Test
  void figuresOfOwnMetricsAreInTheFiles() throws IOException {
    JsonNode test = json(whole.resolve("result.json")).get("test");
    double score = test.at("/overall/metrics/half-life-3").asDouble();
    assertTrue(score > 0.3 && score < 1, "half-life " + score);
    double share = test.at("/lists/first-places").asDouble();
    assertTrue(share > 0 && share <= 1, "first places " + share);
    List<String> validations = Files.readAllLines(whole.resolve("metrics.jsonl"));
    assertEquals(3, validations.size());
    for (String line : validations) {
      assertTrue(line.contains("half-life-3") && line.contains("first-places"), line);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/source, example.parts.Walks, items, 24",
    "/holdout, example.parts.LastTwo, every, 4",
    "/model/encoder, example.parts.FadingMemory, share, 0.25",
    "/model/items, example.parts.SummedSplits, limit, 0.2",
    "/model/items/codes, example.parts.IndexCodes, subIds, 8",
    "/task, example.parts.LastItemTask, whole, false",
    "/loss, example.parts.HingeLoss, margin, 1.0",
    "/loss/negatives, example.parts.NearNegatives, reach, 5",
    "/optimization/optimizer, example.parts.Momentum, share, 0.5",
    "/evaluation/stopping, example.parts.HalfLife, places, 3",
    "/evaluation/metrics/0, example.parts.HalfLife, places, 3",
  })
  void theConfigurationNamesTheClassesAndTheirSettings(
      String part, String type, String setting, String value) throws IOException {
    JsonNode found = json(whole.resolve("config.json")).at(part);
    assertEquals(type, found.path("type").asText());
    assertEquals(value, found.path(setting).asText());
  }

  @Test
  void aStoppedTrainingGoesOnByItsFolderAloneToTheSameBits() throws Exception {
    Path folder = scratch.resolve("stopped");
    AtomicInteger asked = new AtomicInteger();
    try (TrainedModel half =
        training(folder).stopWhen(() -> asked.getAndIncrement() == STOPPED_AFTER).train()) {
      assertEquals(STOPPED_AFTER, half.state().step());
      assertFalse(half.isComplete());
    }
    try (TrainedModel rest = Training.resume(folder).train()) {
      assertTrue(rest.isComplete());
      assertEquals(
          rest.config(), TrainingConfig.read(folder.resolve("config.json")), "of own parts");
    }
    String weights = "checkpoints/step-" + STEPS + "/model.data-00000-of-00001";
    assertArrayEquals(
        Files.readAllBytes(whole.resolve(weights)), Files.readAllBytes(folder.resolve(weights)));
    assertEquals(
        metrics(whole),
        metrics(folder),
        "validations, before and after the stop, except for times");
  }

  private static List<JsonNode> metrics(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("metrics.jsonl")).stream()
        .map(OwnTrainingTest::validation)
        .toList();
  }

  private static JsonNode validation(String line) {
    try {
      return new ObjectMapper().readTree(line).get("validation");
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Walks, source, InteractionSource, file",
    "LastTwo, holdout, HoldoutRule, leave-one-out",
    "FadingMemory, model.encoder, EncoderSettings, sasrec",
    "SummedSplits, model.items, ItemSettings, jpq",
    "IndexCodes, model.items.codes, CodeAssigner, svd",
    "LastItemTask, task, Task, next-item",
    "HingeLoss, loss, LossSettings, gbce",
    "NearNegatives, loss.negatives, NegativeSampling, uniform",
    "Momentum, optimization.optimizer, OptimizerSettings, adam",
    "HalfLife, evaluation.metrics[0], Metric, ndcg",
    "FirstPlaces, evaluation.listMetrics[0], ListMetric, coverage",
  })
  void aClassThatIsMissingIsNamedInOneLine(String type, String setting, String kind, String known)
      throws IOException {
    Path config = Files.createDirectories(scratch.resolve(type)).resolve("config.json");
    String named = Files.readString(whole.resolve("config.json"));
    Files.writeString(config, named.replace("example.parts." + type, "gone." + type));
    DataException missing =
        assertThrows(DataException.class, () -> Training.resume(scratch.resolve(type)));
    String expected =
        "%s: expected the configuration of a run, found: %s: expected one of .*\\b%s\\b.*, or the"
                .formatted(config, Pattern.quote(setting), known)
            + " name of a class on the class path that implements %s, found gone\\.%s; correct it or"
                .formatted(kind, type)
            + " add the jar of that class; restore it or train again";
    String message = String.valueOf(missing.getMessage());
    assertTrue(message.matches(expected), message); // a dot matches no line break
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
