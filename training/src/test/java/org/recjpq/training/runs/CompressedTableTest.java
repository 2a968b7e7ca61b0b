package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.PqCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemBias;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;

class CompressedTableTest {
  private static final int[] HISTORY = {3, 1, 4};

  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  private static CodeAssigner pq(int splits, int subIds) {
    return new PqCodes(splits, subIds, new AdjacencyVectors(), Rotation.NONE, 0);
  }

  private RunFolder trained(ItemBias bias) throws IOException, InterruptedException {
    tiny.items = new FullEmbedding.Tied(null, bias);
    RunFolder folder = new RunFolder(scratch.resolve("full"));
    train(folder, tiny.data(scratch), Integer.MAX_VALUE);
    return folder;
  }

  private static void train(RunFolder folder, RunData data, int steps)
      throws IOException, InterruptedException {
    try (Run run = new Run(folder, data)) {
      run.begin();
      AtomicInteger left = new AtomicInteger(steps);
      TrainingState newest = run.restoreNewest();
      run.train(newest, Duration.ofDays(1), () -> left.getAndDecrement() <= 0, List.of());
    }
  }

  private RunData compressed(RunFolder full, CodeAssigner codes) throws IOException {
    return compressed(full, tiny.config().withItems(new JpqEmbedding.Settings(codes)));
  }

  private RunData compressed(RunFolder full, TrainingConfig asked) throws IOException {
    Holdout holdout = TinyRun.holdout(scratch, tiny.seed);
    RunConfig config = new RunConfig("test", null, holdout.fingerprint(), null, null, asked);
    return RunData.startingFrom(config, holdout, full.root());
  }

  private static float[] scores(RunFolder folder, RunData data) throws IOException {
    try (RunModel model = new RunModel(folder, data)) {
      model.restoreBest();
      return model.scores(HISTORY);
    }
  }

  @Test
  void withASubIdForEveryItemTheModelIsTheTrainedOne() throws Exception {
    RunFolder full = trained(ItemBias.NONE);
    RunData data = compressed(full, pq(4, 64)); // of 40 items
    tiny.epochs = 0;
    RunFolder folder = new RunFolder(scratch.resolve("compressed"));
    train(folder, compressed(full, pq(4, 64)), Integer.MAX_VALUE);
    float[] expected = scores(full, tiny.data(scratch));
    assertArrayEquals(expected, scores(folder, data), 1e-5f);
    assertEquals(List.of("step-0"), TinyRun.checkpoints(folder));
    RunConfig written = RunConfig.read(folder.config());
    assertTrue(Files.readString(folder.config()).contains("\"type\" : \"table\""), "vectors");
    assertEquals(WarmStart.Items.COMPRESSED, Objects.requireNonNull(written.start()).items());
    Files.move(full.root(), scratch.resolve("gone")); // not needed any more
    RunData again = RunData.of(folder, written, "log", TinyRun.holdout(scratch, tiny.seed));
    assertArrayEquals(expected, scores(folder, again), 1e-5f);
  }

  @Test
  void subEmbeddingsAreMeansOfTheVectorsAndBiasesThoseOfTheBuckets() throws Exception {
    RunFolder full = trained(ItemBias.POPULARITY);
    RunData data = compressed(full, pq(2, 4));
    FirstValues trained;
    try (RunModel model = new RunModel(full, tiny.data(scratch))) {
      model.restoreBest();
      trained = model.session().values();
    }
    FirstValues first = data.prepared().first();
    ItemCodes codes = Objects.requireNonNull(data.codes());
    assertEquals(3, codes.shape().splits());
    int items = data.items();
    for (Map.Entry<Integer, String> part :
        Map.of(1, JpqEmbedding.SUB_EMBEDDINGS, 2, JpqEmbedding.BIAS).entrySet()) {
      int split = part.getKey();
      VectorTable values = first.of(part.getValue());
      VectorTable whole = trained.of(split == 2 ? FullEmbedding.BIAS : FullEmbedding.TABLE);
      int column = split == 2 ? 0 : 8 + 5; // the sixth number of the second split
      for (int subId = 0; subId < 4; subId++) {
        double sum = 0;
        int count = 0;
        for (int item = 0; item < items; item++) {
          if (codes.subId(item, split) == subId) {
            sum += whole.get(item, column);
            count++;
          }
        }
        if (count > 0) {
          double found = split == 2 ? values.get(subId, 0) : values.get(4 + subId, 5);
          assertEquals(sum / count, found, 1e-5, part.getValue() + " " + subId);
        }
      }
    }
    assertEquals(trained.of("sasrec/positions").get(2, 3), first.of("sasrec/positions").get(2, 3));
  }

  @Test
  void aCompressedModelIsTrainedAndResumedWithTheSameBits() throws Exception {
    RunFolder full = trained(ItemBias.POPULARITY);
    RunFolder whole = new RunFolder(scratch.resolve("whole"));
    train(whole, compressed(full, pq(4, 4)), Integer.MAX_VALUE);
    RunFolder stopped = new RunFolder(scratch.resolve("stopped"));
    train(stopped, compressed(full, pq(4, 4)), 0);
    assertEquals(List.of("step-0"), TinyRun.checkpoints(stopped));
    train(stopped, compressed(full, pq(4, 4)), 5);
    train(stopped, compressed(full, pq(4, 4)), Integer.MAX_VALUE);
    Path weights = Path.of("step-" + TinyRun.STEPS, "model.data-00000-of-00001");
    assertArrayEquals(
        Files.readAllBytes(whole.checkpoints().resolve(weights)),
        Files.readAllBytes(stopped.checkpoints().resolve(weights)));
    String metrics = Files.readString(whole.metrics());
    assertTrue(metrics.startsWith("{\"step\":0,"), metrics);
    assertEquals(
        metrics.lines().count(),
        Files.readString(stopped.metrics()).lines().count(),
        "validations");
  }

  @Test
  void whatCannotBeCompressedIsRefused() throws Exception {
    RunFolder full = trained(ItemBias.NONE);
    assertRefused(
        "model.items.codes: expected codes of vectors, into which the trained table is quantised,"
            + " such as pq, found random",
        () -> compressed(full, new RandomCodes(4, 8)));
    TrainingConfig asked = tiny.config().withItems(new JpqEmbedding.Settings(pq(4, 8)));
    assertRefused(
        full.root()
            + ": expected to start from a run with the same model and optimizer, found that"
            + " model.dimension",
        () -> compressed(full, asked.withDimension(32)));
    TrainingConfig nothing = asked.with("schedule.epochs", 0);
    Holdout holdout = TinyRun.holdout(scratch, tiny.seed);
    RunConfig config = new RunConfig("test", null, holdout.fingerprint(), null, null, nothing);
    assertRefused(
        "schedule.epochs: expected at least 1, found 0, which is only for codes that are made of a"
            + " trained full table",
        () -> new Run(new RunFolder(scratch.resolve("new")), RunData.prepare(config, holdout)));
    assertRefused(
        "model.items.codes.vectors: expected vectors that can be learned from a log, found table",
        () ->
            RunData.prepare(
                new RunConfig(
                    "test", null, "", null, null, compressed(full, asked).config().training()),
                holdout));
    Path more = scratch.resolve("more.csv");
    Files.writeString(more, "user,item,timestamp\nu1,new,1900000000\nu1,newer,1900000001\n");
    Holdout grown =
        new LeaveOneOut(20)
            .apply(
                new LogFile().at(List.of(scratch.resolve(TinyRun.CSV), more)).read(Filters.NONE),
                tiny.seed);
    assertRefused(
        full.root()
            + ": expected a log whose items all have vectors in its table, found 1 without;",
        () ->
            RunData.startingFrom(
                new RunConfig("test", null, grown.fingerprint(), null, null, asked),
                grown,
                full.root()));
  }

  private static void assertRefused(String message, org.junit.jupiter.api.function.Executable run) {
    String found = assertThrows(DataException.class, run).getMessage();
    assertTrue(String.valueOf(found).startsWith(message), found);
  }
}
