package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.ReplayedLog;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;

class WarmStartTest {
  private static final int STEPS = 8;

  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  private RunFolder trained() throws IOException, InterruptedException {
    tiny.epochs = 1;
    RunFolder folder = new RunFolder(scratch.resolve("old"));
    try (Run run = new Run(folder, tiny.data(scratch))) {
      run.begin();
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
    }
    return folder;
  }

  /** The log of the run, with two more interactions of everybody. */
  private Holdout grown() throws IOException {
    Path more = scratch.resolve("more.csv");
    StringBuilder rows = new StringBuilder("user,item,timestamp\n");
    for (int user = 0; user < 60; user++) {
      rows.append("u%d,new,1900000000%nu%d,c0-0,1900000001%n".formatted(user, user));
    }
    Files.writeString(more, rows);
    Interactions log =
        new LogFile().at(List.of(scratch.resolve(TinyRun.CSV), more)).read(Filters.NONE);
    return new LeaveOneOut(20).apply(log, tiny.seed);
  }

  private RunConfig config(Holdout holdout) {
    return new RunConfig("test", null, holdout.fingerprint(), null, null, tiny.config());
  }

  private void train(RunFolder folder, RunData data, int until) throws Exception {
    try (Run run = new Run(folder, data)) {
      run.begin();
      TrainingState start = run.restoreNewest();
      AtomicInteger left = new AtomicInteger(until - (int) start.step());
      run.train(start, Duration.ofDays(1), () -> left.getAndDecrement() <= 0, List.of());
    }
  }

  private static WarmStart start(RunData data) {
    return Objects.requireNonNull(data.config().start());
  }

  private static byte[] weights(RunFolder folder, int step) throws IOException {
    return Files.readAllBytes(
        folder.checkpoints().resolve("step-" + step).resolve("model.data-00000-of-00001"));
  }

  @Test
  void aRunThatStartsFromAnotherIsResumedWithTheSameBits() throws Exception {
    RunFolder old = trained();
    Holdout holdout = grown();
    RunData data = RunData.startingFrom(config(holdout), holdout, old.root());
    assertEquals(STEPS, start(data).stepsBefore());
    Catalogue known = Catalogue.read(old.catalogue());
    Catalogue now = data.holdout().catalogue();
    ItemCodes codes = Objects.requireNonNull(data.codes());
    for (int item = 0; item < known.size(); item++) {
      assertEquals(known.id(item), now.id(item));
      assertEquals(CodesFile.read(old.codes()).subId(item, 2), data.codes().subId(item, 2));
    }
    RunFolder whole = new RunFolder(scratch.resolve("whole"));
    train(whole, data, STEPS);
    RunFolder stopped = new RunFolder(scratch.resolve("stopped"));
    train(stopped, data, 3);
    Files.move(old.root(), scratch.resolve("gone")); // not needed any more
    RunConfig written = RunConfig.read(stopped.config());
    assertEquals(data.config(), written);
    train(stopped, RunData.of(stopped, written, "log", grown()), STEPS);
    assertArrayEquals(weights(whole, STEPS), weights(stopped, STEPS));
    RunFolder anew = new RunFolder(scratch.resolve("anew"));
    train(anew, new RunData(config(holdout), data.holdout(), data.prepared(), false), STEPS);
    assertFalse(Arrays.equals(weights(whole, STEPS), weights(anew, STEPS)));
  }

  @Test
  void theWeightsBeforeTheFirstStepAreThoseOfTheOtherRun() throws Exception {
    RunFolder old = trained();
    Holdout holdout = grown();
    RunFolder fresh = new RunFolder(scratch.resolve("fresh"));
    RunData data = RunData.startingFrom(config(holdout), holdout, old.root());
    start(data).copyTo(fresh);
    try (RunModel before = new RunModel(old, tiny.data(scratch));
        RunModel after = new RunModel(fresh, data)) {
      before.restoreBest();
      assertEquals(TrainingState.start(), after.restoreNewest());
      float[] expected = before.scores(new int[] {1, 2, 3});
      float[] scores = after.scores(new int[] {1, 2, 3});
      assertArrayEquals(expected, Arrays.copyOf(scores, expected.length));
    }
  }

  @Test
  void codesThatAreAssignedAnewBeginWithWhatTheOldOnesHadLearned() throws Exception {
    RunFolder old = trained();
    Holdout holdout = grown();
    RunConfig config = config(holdout).withTraining(tiny.config().withSeed(99)); // other codes
    RunData data = RunData.reassigned(config, holdout, old.root());
    VectorTable carried = data.prepared().first().of(JpqEmbedding.SUB_EMBEDDINGS);
    RunFolder fresh = new RunFolder(scratch.resolve("fresh"));
    start(data).copyTo(fresh);
    try (RunModel before = new RunModel(old, tiny.data(scratch));
        RunModel after = new RunModel(fresh, data)) {
      before.restoreBest();
      after.restoreNewest();
      float[][] found = after.session().subEmbeddings(); // [m][b * width]
      assertEquals(carried.rows() * carried.columns(), found.length * found[0].length);
      for (int i = 0; i < found.length * found[0].length; i++) {
        assertEquals(
            carried.get(i / carried.columns(), i % carried.columns()),
            found[i / found[0].length][i % found[0].length]);
      }
      assertArrayEquals(before.session().positions(), after.session().positions());
    }
    RunFolder whole = new RunFolder(scratch.resolve("whole"));
    train(whole, data, STEPS);
    RunFolder stopped = new RunFolder(scratch.resolve("stopped"));
    train(stopped, data, 3);
    train(stopped, RunData.of(stopped, RunConfig.read(stopped.config()), "log", grown()), STEPS);
    assertArrayEquals(weights(whole, STEPS), weights(stopped, STEPS));
  }

  @Test
  void anotherModelIsRefused() throws Exception {
    RunFolder old = trained();
    Holdout holdout = grown();
    TrainingConfig larger = tiny.config().withDimension(32);
    RunConfig config = new RunConfig("test", null, holdout.fingerprint(), null, null, larger);
    assertEquals(
        old.root()
            + ": expected to start from a run with the same model and optimizer, found that"
            + " model.dimension 32, not 16; leave that setting out, or train without starting"
            + " from a run",
        assertThrows(DataException.class, () -> RunData.startingFrom(config, holdout, old.root()))
            .getMessage());
  }

  @Test
  void everybodyWithSomethingNewIsReplayed() throws IOException {
    Path old = scratch.resolve("old.csv");
    Path fresh = scratch.resolve("fresh.csv");
    StringBuilder rows = new StringBuilder("user,item,timestamp\n");
    for (int user = 0; user < 400; user++) {
      rows.append("u%d,a,1%nu%d,b,2%n".formatted(user, user));
    }
    Files.writeString(old, rows);
    Files.writeString(fresh, "user,item,timestamp\nu7,c,3\nv,a,3\n");
    Interactions none =
        new ReplayedLog(new LogFile(old), new LogFile(fresh), 0, 5).read(Filters.NONE);
    assertEquals(2, none.users());
    assertEquals(3, none.length(none.userOf("u7")));
    assertEquals(
        "users without new interactions, but for a share of 0.0 left out: 4 of 802 interactions,"
            + " 2 of 401 users and 3 of 3 items remain",
        none.reading().filters().get(0).toString());
    RunConfig config =
        new RunConfig(
            "1",
            null,
            "abc",
            new ReplayedLog(new LogFile(old), new LogFile(fresh), 0.5, 5),
            new WarmStart("/runs/old", "hash", 3, 7, WarmStart.Items.REASSIGNED),
            TrainingConfig.gsasrec());
    config.write(scratch.resolve("config.json"));
    assertEquals(config, RunConfig.read(scratch.resolve("config.json")));
    ObjectNode older = (ObjectNode) Json.mapper().readTree(config.toJson());
    ((ObjectNode) older.path("run").path("start")).remove("items");
    Path before = scratch.resolve("older.json");
    Files.writeString(before, older.toString());
    assertEquals(
        new WarmStart("/runs/old", "hash", 3, 7, WarmStart.Items.KEPT),
        RunConfig.read(before).start(),
        "older");
    ReplayedLog half = new ReplayedLog(new LogFile(old), new LogFile(fresh), 0.5, 5);
    int users = half.read(Filters.NONE).users();
    assertEquals(201, users, 40);
    assertEquals(users, half.read(Filters.NONE).users());
  }
}
