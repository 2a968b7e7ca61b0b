package org.recjpq.training.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.DivergenceException;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;

class RunTest {
  private static final String WEIGHTS = "model.data-00000-of-00001";

  @TempDir static Path shared = Path.of("");
  @TempDir Path scratch = Path.of("");

  /** A run with the default settings, trained without a stop. */
  private static RunFolder whole = new RunFolder(shared);

  private final TinyRun tiny = new TinyRun();

  @BeforeAll
  static void trainWithoutStop() throws Exception {
    whole = trained(shared.resolve("whole"), new TinyRun().data(shared));
  }

  @ParameterizedTest
  @CsvSource({
    "JPQ, '0,7,8,10,13'", // 8 ends an epoch, 10 is validated
    "FULL, '11'"
  })
  void aRunThatIsStoppedAgainAndAgainEndsWithTheSameBits(String items, String stops)
      throws Exception {
    boolean isJpq = items.equals("JPQ");
    tiny.items = isJpq ? tiny.items : new FullEmbedding.Tied();
    RunFolder expected = isJpq ? whole : trained("whole", tiny.data(scratch));
    RunFolder stopped = folder("stopped", tiny.data(scratch));
    for (String step : stops.split(",", -1)) {
      assertEquals(Long.parseLong(step), trainedOn(stopped, Integer.parseInt(step)).step());
    }
    trainedOn(stopped, TinyRun.STEPS);
    assertSameBits(expected, stopped);
    assertEquals(validations(expected), validations(stopped));
  }

  @ParameterizedTest
  @CsvSource({
    "sasrec, bce",
    "esasrec, sampled-softmax",
    "bert4rec, softmax",
    "bert4rec, sampled-softmax",
    "gbert4rec, gbce",
    "gru4rec, lambdarank"
  })
  void everyOtherModelGoesOnWithTheSameBits(String model, String loss) throws Exception {
    tiny.model = TrainingConfig.ofModel(model);
    tiny.loss = Parts.find(LossSettings.class, loss).orElseThrow();
    tiny.epochs = 1;
    RunFolder expected = trained("expected", tiny.data(scratch));
    RunFolder stopped = folder("stopped", tiny.data(scratch));
    assertEquals(3, trainedOn(stopped, 3).step());
    assertEquals(8, trainedOn(stopped, 8).step());
    assertArrayEquals(weights(expected, 8), weights(stopped, 8));
  }

  @Test
  void aStoppedRunWithLazyAdamEndsWithTheSameBits() throws Exception {
    tiny.items = new FullEmbedding.Tied();
    RunFolder plain = trained("plain", tiny.data(scratch));
    tiny.lazyAdam = true;
    RunFolder expected = trained("expected", tiny.data(scratch));
    RunFolder stopped = folder("stopped", tiny.data(scratch));
    trainedOn(stopped, 11);
    trainedOn(stopped, TinyRun.STEPS);
    assertSameBits(expected, stopped);
    assertFalse(Arrays.equals(weights(plain, TinyRun.STEPS), weights(stopped, TinyRun.STEPS)));
  }

  @Test
  void aStoppedRunWithDecayPenaltyAndFallingRateEndsWithTheSameBitsToo() throws Exception {
    tiny.items = new FullEmbedding.Tied();
    RunFolder plain = trained("plain", tiny.data(scratch));
    tiny.schedule = RateSchedule.COSINE;
    tiny.warmupSteps = 5;
    tiny.weightDecay = 0.1;
    tiny.embeddingL2 = 0.01;
    RunFolder expected = trained("expected", tiny.data(scratch));
    RunFolder stopped = folder("stopped", tiny.data(scratch));
    trainedOn(stopped, 11);
    trainedOn(stopped, TinyRun.STEPS);
    assertSameBits(expected, stopped);
    assertFalse(Arrays.equals(weights(plain, TinyRun.STEPS), weights(stopped, TinyRun.STEPS)));
  }

  @Test
  void aWarmUpAsLongAsAFallingScheduleIsRefused() throws Exception {
    tiny.schedule = RateSchedule.LINEAR;
    tiny.warmupSteps = TinyRun.STEPS;
    RunData data = tiny.data(scratch);
    var failure = assertThrows(DataException.class, () -> new Run(whole, data));
    assertEquals(
        "optimization.warmupSteps: expected fewer than the 24 planned steps, found 24; lower it or"
            + " raise schedule.epochs",
        failure.getMessage());
  }

  @Test
  void theSeedDecidesAll() throws Exception {
    RunFolder second = trained("second", tiny.data(scratch));
    assertSameBits(whole, second);
    assertEquals(validations(whole), validations(second));
    tiny.seed++;
    RunFolder other = trained("other", tiny.data(scratch));
    assertFalse(Arrays.equals(weights(whole, TinyRun.STEPS), weights(other, TinyRun.STEPS)));
  }

  /** At least the vectors of 8 sequences, and not more than the process has. */
  @Test
  void theMemoryOfSomeStepsIsMeasured() {
    for (MetricsEntry entry : metrics(whole)) {
      long bytes = entry.tensorBytes();
      assertTrue(bytes > 8 * 16 * Float.BYTES && bytes < 100_000_000, bytes + " bytes");
    }
  }

  @Test
  void theLastStepIsValidatedToo() throws Exception {
    assertEquals(List.of(10L, 20L, 24L), metrics(whole).stream().map(MetricsEntry::step).toList());
    assertEquals(List.of("step-10", "step-20", "step-24"), TinyRun.checkpoints(whole));
  }

  @Test
  void aModelThatLearnsNothingStopsWhenPatienceEnds() throws Exception {
    tiny.learningRate = 1e-30; // no float of the model moves
    tiny.evaluateEvery = 3;
    tiny.patience = 4;
    RunFolder folder = folder("run", tiny.data(scratch));
    try (Run run = new Run(folder, reopened(folder))) {
      TrainingState end =
          run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
      assertTrue(run.isOver(end));
      assertEquals(15, end.step()); // the first validation is the best, four are no better
      assertEquals(3, end.bestStep());
      assertEquals(3, run.restoreBest().step());
      assertEquals(15, run.restoreNewest().step());
    }
    assertEquals(15, trainedOn(folder, TinyRun.STEPS).step(), "nothing is left to train");
  }

  @Test
  void theBestWeightsAreThoseOfTheBestValidation() throws Exception {
    RunFolder folder = trained("run", tiny.data(withoutValidation(TinyRun.holdout(scratch, 7))));
    Evaluation best;
    Evaluation last;
    try (Run run = new Run(folder, tiny.data(scratch))) {
      assertEquals(TinyRun.STEPS, run.restoreNewest().step());
      last = run.test(done -> {});
      TrainingState state = run.restoreBest();
      assertEquals(10, state.step()); // all scores are 0, so the first one
      best = run.test(done -> {});
    }
    assertEquals(ranks(best), ranks(atStep(folder, 10)));
    assertFalse(ranks(best).equals(ranks(last)));
  }

  @Test
  void theBestValidationIsTheOneWithTheHighestScore() throws Exception {
    tiny.evaluateEvery = 2;
    RunFolder folder = folder("run", tiny.data(scratch));
    TrainingState end = trainedOn(folder, TinyRun.STEPS);
    MetricsEntry best = metrics(folder).get(0);
    for (MetricsEntry entry : metrics(folder)) {
      best = ndcg(entry) > ndcg(best) ? entry : best;
    }
    assertEquals(best.step(), end.bestStep());
    assertEquals(ndcg(best), end.bestScore());
  }

  private static double ndcg(MetricsEntry entry) {
    return entry.validation().overall().mean("ndcg@10");
  }

  /** The export's list of all items gives the rank of each user's last item independently. */
  @Test
  void theTestRanksAsTheExportDoes() throws Exception {
    RunData data = tiny.data(scratch);
    try (Run run = new Run(whole, data)) {
      run.restoreBest();
      Evaluation evaluation = run.test(done -> {});
      Path export = run.export(data.items(), null);
      assertEquals(whole.export().resolve("1"), export);
      try (Recommender recommender = Recommender.load(export)) {
        List<Integer> expected =
            IntStream.range(0, data.holdout().test().count())
                .mapToObj(user -> rankInList(recommender, data.holdout(), user))
                .toList();
        assertEquals(expected, ranks(evaluation));
      }
      assertEquals(whole.export().resolve("2"), run.export(5, null));
    }
  }

  private static int rankInList(Recommender recommender, Holdout holdout, int user) {
    int target = holdout.test().targets()[user];
    if (target == Cases.UNKNOWN) {
      return Integer.MAX_VALUE;
    }
    List<String> history =
        Arrays.stream(holdout.test().history(user)).mapToObj(holdout.catalogue()::id).toList();
    List<Recommendation> list = recommender.recommend(List.of(history)).get(0);
    return 1
        + list.stream().map(Recommendation::item).toList().indexOf(holdout.catalogue().id(target));
  }

  @Test
  void aRunWithoutCheckpointsHasNoBestWeights() throws Exception {
    RunFolder folder = folder("run", tiny.data(scratch));
    try (Run run = new Run(folder, tiny.data(scratch))) {
      assertEquals(TrainingState.start(), run.restoreNewest());
      var failure = assertThrows(DataException.class, run::restoreBest);
      assertTrue(
          String.valueOf(failure.getMessage()).startsWith(folder.checkpoints() + ": expected "),
          failure.getMessage());
    }
  }

  @Test
  void aDamagedCheckpointIsNamedAndTheOneBeforeIsUsed() throws Exception {
    RunFolder damaged = folder("damaged", tiny.data(scratch));
    trainedOn(damaged, 13);
    Path newest = damaged.checkpoints().resolve("step-13");
    byte[] bytes = Files.readAllBytes(newest.resolve(WEIGHTS));
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest.resolve(WEIGHTS), bytes);

    List<TrainingState> starts = new ArrayList<>();
    String warning =
        standardError(
            () -> {
              try (Run run = new Run(damaged, reopened(damaged))) {
                starts.add(run.restoreNewest());
                run.train(starts.get(0), Duration.ofDays(1), () -> false, List.of());
              }
            });
    assertEquals(10, starts.get(0).step());
    assertTrue(
        warning.contains(newest + ": damaged checkpoint, so it is not used; " + WEIGHTS), warning);
    assertSameBits(whole, damaged);
  }

  @Test
  void aLearningRateThatRuinsTheModelStopsTheRunAndSavesNothing() throws Exception {
    RunFolder folder = folder("run", tiny.data(scratch));
    trainedOn(folder, 13);
    tiny.learningRate = 1e30;
    DivergenceException failure;
    try (Run run = new Run(folder, tiny.data(scratch))) {
      TrainingState start = run.restoreNewest();
      failure =
          assertThrows(
              DivergenceException.class,
              () -> run.train(start, Duration.ofDays(1), () -> false, List.of()));
    }
    String message = String.valueOf(failure.getMessage());
    assertTrue(
        message.startsWith("step 15: expected a finite loss and gradient, found loss "), message);
    assertTrue(
        message.endsWith(
            " at learning rate 1.0E30; last good checkpoint: "
                + folder.checkpoints().resolve("step-13")
                + "; train again with a lower optimization.learningRate or with"
                + " optimization.clipNorm"),
        message);
    assertEquals(List.of("step-10", "step-13"), TinyRun.checkpoints(folder));
    assertEquals(List.of(10L), metrics(folder).stream().map(MetricsEntry::step).toList());
  }

  /** The loss is measured before the update, so it does not show the effect of the last update. */
  @Test
  void aRuinedModelIsNotSavedEvenIfItsLossWasStillFinite() throws Exception {
    tiny.learningRate = 1e30;
    tiny.evaluateEvery = 1;
    RunFolder folder = folder("run", tiny.data(scratch));
    DivergenceException failure;
    try (Run run = new Run(folder, tiny.data(scratch))) {
      failure =
          assertThrows(
              DivergenceException.class,
              () -> run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of()));
    }
    assertEquals(
        "step 1: expected finite scores after the update, found NaN at learning rate 1.0E30; last"
            + " good checkpoint: none yet; train again with a lower optimization.learningRate or"
            + " with optimization.clipNorm",
        failure.getMessage());
    assertFalse(Files.exists(folder.checkpoints()));
    assertEquals(List.of(), metrics(folder));
  }

  /** A new run with its files. */
  private RunFolder folder(String name, RunData data) throws IOException {
    return folder(scratch.resolve(name), data);
  }

  private static RunFolder folder(Path root, RunData data) throws IOException {
    RunFolder folder = RunFolder.forNewRun(root);
    data.write(folder);
    return folder;
  }

  private RunFolder trained(String name, RunData data) throws Exception {
    return trained(scratch.resolve(name), data);
  }

  private static RunFolder trained(Path root, RunData data) throws Exception {
    RunFolder folder = folder(root, data);
    try (Run run = new Run(folder, data)) {
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
    }
    return folder;
  }

  /**
   * Opens the run, continues training until {@code step} is done or the run is over, and closes it.
   */
  private TrainingState trainedOn(RunFolder folder, int step) throws Exception {
    try (Run run = new Run(folder, reopened(folder))) {
      TrainingState start = run.restoreNewest();
      return run.train(start, Duration.ofDays(1), after(step - start.step()), List.of());
    }
  }

  private RunData reopened(RunFolder folder) throws IOException {
    RunConfig config = RunConfig.read(folder.config());
    return RunData.of(
        folder, config, "the log", TinyRun.holdout(scratch, config.training().seed()));
  }

  /** False for the first {@code steps} calls, then true. */
  private static BooleanSupplier after(long steps) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.getAndIncrement() >= steps;
  }

  private static Holdout withoutValidation(Holdout holdout) {
    Cases validation = holdout.validation();
    int[] unknown = new int[validation.count()];
    Arrays.fill(unknown, Cases.UNKNOWN);
    return new Holdout(
        holdout.catalogue(),
        holdout.train(),
        new Cases(validation.histories(), validation.users(), unknown),
        holdout.test(),
        holdout.counts());
  }

  /** The test of the weights in one checkpoint, which is made the only one for that. */
  private Evaluation atStep(RunFolder folder, int step) throws IOException {
    RunFolder alone = folder("alone", tiny.data(scratch));
    Path to = alone.checkpoints().resolve("step-" + step);
    Files.createDirectories(to);
    try (var files = Files.list(folder.checkpoints().resolve("step-" + step))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    try (Run run = new Run(alone, tiny.data(scratch))) {
      assertEquals(step, run.restoreNewest().step());
      return run.test(done -> {});
    }
  }

  private List<Integer> ranks(Evaluation evaluation) {
    return IntStream.range(0, evaluation.count()).mapToObj(evaluation::rank).toList();
  }

  private static List<MetricsEntry> metrics(RunFolder folder) {
    return new MetricsLog(folder.metrics()).entries();
  }

  /** Step and score of each validation; the mean loss and the time depend on the stops. */
  private static List<String> validations(RunFolder folder) {
    return metrics(folder).stream()
        .map(entry -> entry.step() + " " + entry.epoch() + " " + entry.validation())
        .toList();
  }

  private static byte[] weights(RunFolder folder, int step) throws IOException {
    return Files.readAllBytes(folder.checkpoints().resolve("step-" + step).resolve(WEIGHTS));
  }

  /** Weights and Adam's moments after the last step. */
  private static void assertSameBits(RunFolder expected, RunFolder found) throws IOException {
    assertArrayEquals(weights(expected, TinyRun.STEPS), weights(found, TinyRun.STEPS));
  }

  private interface Action {
    void run() throws Exception;
  }

  private static String standardError(Action action) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(bytes, true, UTF_8)) {
      System.setErr(captured);
      action.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(UTF_8);
  }
}
