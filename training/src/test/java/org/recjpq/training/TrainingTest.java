package org.recjpq.training;

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
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.graph.losses.SoftmaxCrossEntropy;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.TrainingEnd;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.loop.TrainingStep;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.runs.Run;

/** 40 users make 5 batches per epoch, 3 epochs are 15 steps; step 6, 12 and 15 are validated. */
class TrainingTest {
  private static final int STEPS = 15;
  private static final TrainingConfig CONFIG =
      TrainingConfig.sasrec()
          .withSeed(4)
          .withDimension(16)
          .withMaxLength(8)
          .withEpochs(3)
          .withCodes(new RandomCodes(4, 8))
          .with("schedule.batchSize", 8)
          .with("schedule.evaluateEvery", 6)
          .with("optimization.learningRate", 0.01);

  @TempDir static Path shared = Path.of("");
  @TempDir Path scratch = Path.of("");

  /** A run trained without a stop, tested and exported, with the events and output meanwhile. */
  private static Path whole = Path.of("");

  private static final Events EVENTS = new Events();
  private static String printed = "";
  private static double score;

  /** Records the events it receives. */
  private static final class Events implements TrainingListener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void read(@Nullable InteractionSource source, Interactions log) {
      all.add("read " + log.count() + " from " + (source == null ? "memory" : source.name()));
    }

    @Override
    public void heldOut(Holdout holdout) {
      all.add("heldOut " + holdout.test().count());
    }

    @Override
    public void assigning(TrainingConfig config) {
      all.add("assigning " + config.model().items().name());
    }

    @Override
    public void started(TrainingConfig config, TrainingState start, long plannedSteps) {
      all.add("started " + start.step() + " of " + plannedSteps);
    }

    @Override
    public void stepped(TrainingStep step) {
      all.add("stepped " + step.step());
    }

    @Override
    public void validated(TrainingState state, double meanLoss, Evaluation validation) {
      all.add("validated " + state.step());
    }

    @Override
    public void ended(TrainingState end, TrainingEnd how) {
      all.add("ended " + end.step() + " " + how);
    }
  }

  @Test
  void aFileWithoutTimesIsRefusedUnlessItsOrderIsSaidToCount() throws Exception {
    Path file =
        Files.writeString(scratch.resolve("log.csv"), "user,item\nu,a\nu,b\nu,c\nu,d\nu,e\n");
    LogFile untimed = new LogFile(file);
    Training training =
        Training.of(untimed, TrainingConfig.gsasrec()).folder(scratch.resolve("untimed"));
    assertEquals(
        file
            + ": expected a column of times under one of the usual names, found none; set"
            + " source.format.timeColumn, to none if the order of rows is that of time",
        assertThrows(DataException.class, training::open).getMessage());
    LogFormat said = untimed.format().withColumns(null, null, LogFormat.NO_TIME);
    Training.of(untimed.withFormat(said), TrainingConfig.gsasrec())
        .folder(scratch.resolve("untimed"))
        .open()
        .close();
  }

  @BeforeAll
  static void trainTestAndExport() throws Exception {
    whole = shared.resolve("whole");
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream kept = new PrintStream(text, true, UTF_8)) {
      System.setOut(kept);
      System.setErr(kept);
      Training training = Training.of(rows(40), CONFIG).folder(whole).listener(EVENTS);
      try (TrainedModel model = training.train()) {
        score = model.test().score();
        assertEquals(whole.resolve("export/1"), model.export(3));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    printed = text.toString(UTF_8);
  }

  /** Walks around 30 items, in memory. */
  private static Interactions rows(int users) {
    SplittableRandom random = new SplittableRandom(8);
    InteractionsBuilder rows = Interactions.builder();
    for (int user = 0; user < users; user++) {
      int place = random.nextInt(30);
      for (int step = 0; step < 10; step++) {
        place = (place + random.nextInt(1, 4)) % 30;
        rows.add("u" + user, "i" + place, step);
      }
    }
    return rows.build();
  }

  private static Training training(Path folder) {
    return Training.of(rows(40), CONFIG).folder(folder);
  }

  private static TrainedModel stoppedAfter(int steps, Path folder) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    return training(folder).stopWhen(() -> asked.getAndIncrement() == steps).train();
  }

  @Test
  void theRunHasTheFilesOfOneByTheProgram() throws IOException {
    assertEquals(
        List.of(
            ".export.lock",
            ".lock",
            "catalogue",
            "checkpoints",
            "codes",
            "config.json",
            "export",
            "metrics.jsonl",
            "report.html",
            "result.json",
            "tensorboard",
            "users.csv.gz"),
        names(whole));
    assertEquals(List.of("step-12", "step-15", "step-6"), names(whole.resolve("checkpoints")));
    assertTrue(
        names(whole.resolve("tensorboard"))
            .containsAll(List.of("train", "validation", "items.tsv", "split_3.tsv")));
    assertEquals(3, Files.readAllLines(whole.resolve("metrics.jsonl")).size());
    String report = Files.readString(whole.resolve("report.html"));
    assertTrue(report.contains(">popularity<") && report.contains(">sasrec jpq-random<"));
    RunResult result = RunResult.read(whole.resolve("result.json"));
    assertEquals(STEPS, result.steps());
    assertEquals(score, result.test().overall().mean("ndcg@10"));
    assertTrue(result.savedModelBytes() > 0, "the export was measured");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void nothingIsPrinted() {
    assertEquals("", printed);
  }

  @Test
  void listenersAreToldInTheOrderOfEvents() {
    List<String> expected =
        new ArrayList<>(
            List.of("read 400 from memory", "heldOut 40", "assigning jpq", "started 0 of 15"));
    for (int step = 1; step <= STEPS; step++) {
      expected.add("stepped " + step);
      if (step == 6 || step == 12 || step == 15) {
        expected.add("validated " + step);
      }
    }
    expected.add("ended 15 COMPLETE");
    assertEquals(expected, EVENTS.all);
  }

  @Test
  void aCompleteRunIsGivenBackWithoutTraining() throws Exception {
    Events events = new Events();
    try (TrainedModel again = training(whole).listener(events).train()) {
      assertTrue(again.isComplete());
      assertEquals(STEPS, again.state().step());
      assertEquals(CONFIG.resolved(0), again.config());
      again.run().restoreBest();
      assertEquals(score, again.run().test(done -> {}).score());
    }
    assertEquals(List.of("read 400 from memory", "heldOut 40"), events.all);
  }

  @Test
  void aStoppedRunGoesOnToTheSameBits() throws Exception {
    Path folder = scratch.resolve("stopped");
    try (TrainedModel half = stoppedAfter(8, folder)) {
      assertFalse(half.isComplete());
      assertEquals(8, half.state().step());
    }
    Events events = new Events();
    try (TrainedModel model = training(folder).listener(events).train()) {
      assertTrue(model.isComplete());
    }
    assertEquals("started 8 of 15", events.all.get(2), "and nothing is assigned");
    assertArrayEquals(weights(whole), weights(folder));
  }

  private static byte[] weights(Path folder) throws IOException {
    return Files.readAllBytes(
        folder.resolve("checkpoints/step-" + STEPS + "/model.data-00000-of-00001"));
  }

  @Test
  void aFolderWithAnotherRunIsNotTrainedOver() {
    Training other = Training.of(rows(40), CONFIG.withSeed(5).withDimension(32)).folder(whole);
    assertFailure(
        whole
            + ": expected a run with the requested settings, found one with seed 4, not 5; use"
            + " another folder, or the settings of that run",
        other);
  }

  @Test
  void otherRowsThanTheRunHadAreNoticed() throws IOException {
    Training other = Training.of(rows(39), CONFIG).folder(whole);
    var failure = assertThrows(DataException.class, other::train);
    String message = String.valueOf(failure.getMessage());
    assertTrue(
        message.matches(
            "interactions in memory: expected the data that the run was trained on \\(fingerprint"
                + " \\w{12}\\), found other data \\(\\w{12}\\); pass the original ones"),
        message);
  }

  @Test
  void aRunFromMemoryNeedsItsRowsAgain() {
    var failure = assertThrows(DataException.class, () -> Training.resume(whole));
    assertEquals(
        whole
            + ": expected a run that names its source of interactions, found one whose interactions"
            + " were in memory; pass them again",
        failure.getMessage());
    var missing = assertThrows(DataException.class, () -> Training.resume(scratch));
    assertEquals(
        scratch + ": expected the folder of a run, found no config.json in it; check the path",
        missing.getMessage());
  }

  @Test
  void aRunFromAFileGoesOnByItsFolderAloneAndWhereTheFileWasMovedTo() throws Exception {
    Path csv = scratch.resolve("log.csv");
    Interactions rows = rows(40);
    StringBuilder text = new StringBuilder("user,item,time\n");
    for (int user = 0; user < rows.users(); user++) {
      for (int i = 0; i < rows.length(user); i++) {
        text.append(rows.userId(user)).append(',').append(rows.itemIds().get(rows.item(user, i)));
        text.append(',').append(rows.time(user, i)).append('\n');
      }
    }
    Files.writeString(csv, text);
    Path folder = scratch.resolve("run");
    AtomicInteger asked = new AtomicInteger();
    Training.of(new LogFile(csv), CONFIG)
        .folder(folder)
        .stopWhen(() -> asked.getAndIncrement() == 3)
        .train()
        .close();
    AtomicInteger askedAgain = new AtomicInteger();
    Training.resume(folder).stopWhen(() -> askedAgain.getAndIncrement() == 4).train().close();
    Path moved = Files.move(csv, scratch.resolve("moved.csv"));
    try (TrainedModel model = Training.resume(folder, new LogFile(moved)).train()) {
      assertTrue(model.isComplete());
    }
    assertArrayEquals(weights(whole), weights(folder), "the same as from memory");
  }

  @Test
  void aModelIsExportedWithoutATest() throws Exception {
    Path folder = scratch.resolve("run");
    try (TrainedModel model = stoppedAfter(2, folder)) {
      Path export = model.export(4);
      try (Recommender recommender = Recommender.load(export)) {
        assertEquals(4, recommender.recommend(List.of(List.of("i3"))).get(0).size());
      }
    }
    assertFalse(Files.exists(folder.resolve("result.json")));
    assertFalse(Files.exists(folder.resolve("report.html")));
  }

  @Test
  void testedTwiceTheReportHasTheLastTestOnly() throws Exception {
    Path folder = scratch.resolve("run");
    try (TrainedModel model = stoppedAfter(2, folder)) {
      model.test();
      model.export(3);
      RunResult before = RunResult.read(folder.resolve("result.json"));
      model.test(Set.of(Baseline.MARKOV));
      assertTrue(before.savedModelBytes() > 0);
      assertEquals(before, RunResult.read(folder.resolve("result.json")));
    }
    String report = Files.readString(folder.resolve("report.html"));
    assertTrue(report.contains(">markov<"), "the second one's baseline");
    assertFalse(report.contains(">popularity<"), "the first one's baseline");
  }

  @Test
  void aSourceThatWasReadIsNotReadAgain() throws Exception {
    LogFile missing = new LogFile(scratch.resolve("missing.csv"));
    try (Run run = Training.of(missing, rows(40), CONFIG).folder(scratch.resolve("read")).open()) {
      assertEquals(30, run.data().items());
      assertEquals(missing, run.data().config().source());
    }
  }

  @Test
  void aLossOverTheCatalogueThatDoesNotFitIntoMemoryIsRefusedBeforeAnythingIsWritten() {
    Path folder = scratch.resolve("run");
    Training training =
        Training.of(rows(40), CONFIG.withLoss(new SoftmaxCrossEntropy.Settings()))
            .folder(folder)
            .memoryLimit(1 << 20);
    var failure = assertThrows(DataException.class, training::train);
    String message = String.valueOf(failure.getMessage());
    assertTrue(
        message.matches(
            "loss: expected a training that fits into 1.0 MiB of memory, planned [0-9.]+ MiB,"
                + " because softmax scores every item at every target; use sampled-softmax as loss,"
                + " lower schedule.batchSize, or raise the memory limit"),
        message);
    assertFalse(Files.exists(folder));
  }

  @Test
  void filtersOfTheSettingsAreAppliedToRowsInMemory() {
    Training training =
        Training.of(rows(40), CONFIG.withFilters(Filters.NONE.withMinUserInteractions(11)))
            .folder(scratch.resolve("run"));
    var failure = assertThrows(DataException.class, training::train);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith("the log: expected"), message);
  }

  @Test
  void checkpointsAreAsFrequentAsAskedFor() throws Exception {
    Path folder = scratch.resolve("run");
    AtomicInteger asked = new AtomicInteger();
    List<String> seen = new ArrayList<>();
    training(folder)
        .checkpointEvery(Duration.ZERO)
        .stopWhen(
            () -> {
              seen.add(newest(folder));
              return asked.getAndIncrement() == 3;
            })
        .train()
        .close();
    assertEquals(List.of("none", "step-1", "step-2", "step-3"), seen);
  }

  private static String newest(Path folder) {
    try {
      Path checkpoints = folder.resolve("checkpoints");
      List<String> names = Files.exists(checkpoints) ? names(checkpoints) : List.of();
      return names.isEmpty() ? "none" : names.get(names.size() - 1);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void assertFailure(String message, Training training) {
    assertEquals(message, assertThrows(DataException.class, training::train).getMessage());
  }
}
