package org.recjpq.training.checkpoints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.tensorflow.exceptions.TFResourceExhaustedException;

class CheckpointStoreTest {
  @TempDir Path run;
  private final List<String> warnings = new ArrayList<>();
  private Path directory = Path.of("");
  private CheckpointStore store = new CheckpointStore(directory);

  @BeforeEach
  void open() {
    directory = run.resolve("checkpoints");
    store = new CheckpointStore(directory, warnings::add);
  }

  @Test
  void aRunWithoutCheckpointsHasNone() {
    assertEquals(Optional.empty(), store.newestReadable());
    assertEquals(Optional.empty(), store.best());
    assertEquals(List.of(), warnings);
    String message =
        directory + ": expected an intact checkpoint, found none; train the model first";
    assertEquals(message, assertThrows(DataException.class, store::requireBest).getMessage());
    assertEquals(message, assertThrows(DataException.class, store::requireNewest).getMessage());
  }

  @Test
  void givesBackStateAndWeights() throws IOException {
    var state = new TrainingState(20, 2, 0.125, 10, 1, 3.75, LossMean.NONE);
    save(state);
    Checkpoint newest = store.newestReadable().orElseThrow();
    assertEquals(state, newest.state());
    assertEquals(directory.resolve("step-20"), newest.directory());
    assertEquals("weights of step 20", Files.readString(Path.of(newest.prefix() + ".index")));
  }

  @Test
  void keepsTheNewestThreeAndTheBest() throws IOException {
    for (int step = 10; step <= 60; step += 10) {
      save(state(step, Math.min(step, 20)));
    }
    assertEquals(List.of("step-20", "step-40", "step-50", "step-60"), names());
    assertEquals(20, store.requireBest().state().step());
    assertEquals(60, store.requireNewest().state().step());
    assertEquals(60, store.newestReadable().orElseThrow().state().step());
    save(state(70, 70)); // a new best: the old one may be removed
    assertEquals(List.of("step-50", "step-60", "step-70"), names());
    assertEquals(70, store.best().orElseThrow().state().step());
  }

  @Test
  void whatAKilledSaveDidNotRemoveIsRemovedLater() throws IOException {
    save(state(10, 10));
    save(state(20, 20));
    save(state(30, 30));
    Files.move(directory.resolve("step-10"), directory.resolve("aside"));
    save(state(40, 40));
    Files.move(directory.resolve("aside"), directory.resolve("step-10"));
    Files.createDirectory(directory.resolve("step-50")); // damaged, and for people to look at
    store.removeOlder(store.newestReadable().orElseThrow().state());
    assertEquals(List.of("step-20", "step-30", "step-40", "step-50"), names());
  }

  @Test
  void theNewestIsTheBestBeforeTheFirstValidation() throws IOException {
    save(state(10, TrainingState.NO_STEP));
    assertEquals(10, store.best().orElseThrow().state().step());
    assertEquals(List.of(), warnings);
  }

  @Test
  void everyChangedByteOfEveryFileIsNoticed() throws IOException {
    save(state(10, 10));
    save(state(20, 10));
    for (Path file : files("step-20")) {
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at++) {
        byte[] changed = whole.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        assertEquals(10, store.newestReadable().orElseThrow().state().step(), file + " " + at);
      }
      Files.write(file, whole);
    }
    assertEquals(20, store.newestReadable().orElseThrow().state().step());
  }

  @Test
  void everyShortenedOrMissingFileIsNoticed() throws IOException {
    save(state(10, 10));
    save(state(20, 10));
    for (Path file : files("step-20")) {
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertEquals(10, store.newestReadable().orElseThrow().state().step(), file + " " + length);
      }
      Files.delete(file);
      assertEquals(10, store.newestReadable().orElseThrow().state().step(), "without " + file);
      Files.write(file, whole);
    }
  }

  @Test
  void warnsOfEachDamagedCheckpointByName() throws IOException {
    save(state(10, 10));
    save(state(20, 10));
    save(state(30, 10));
    Files.writeString(directory.resolve("step-30/model.index"), "short");
    Files.delete(directory.resolve("step-20/state.json"));
    assertEquals(10, store.newestReadable().orElseThrow().state().step());
    assertEquals(2, warnings.size());
    assertEquals(
        directory.resolve("step-30")
            + ": damaged checkpoint, so it is not used; model.index: expected 18 bytes with"
            + " CRC32C 6151bf13, found 5 bytes with CRC32C 60c3567b",
        warnings.get(0));
    assertEquals(
        directory.resolve("step-20")
            + ": damaged checkpoint, so it is not used; state.json: expected a file, found"
            + " none",
        warnings.get(1));
  }

  @Test
  void aDamagedBestIsNotReplacedByTheNewest() throws IOException {
    save(state(10, 10));
    save(state(20, 10));
    Files.delete(directory.resolve("step-10/manifest.json"));
    assertEquals(
        directory.resolve("step-10")
            + ": expected the checkpoint with the best weights, found a damaged one; restore it, or"
            + " ask for the newest weights instead",
        assertThrows(DataException.class, store::best).getMessage());
    assertEquals(
        List.of(
            directory.resolve("step-10")
                + ": damaged checkpoint, so it is not used; manifest.json: expected a file,"
                + " found none"),
        warnings);
  }

  @Test
  void whatAKilledProcessLeftIsNamedAndSweptByTheNextSave() throws IOException {
    save(state(10, 10));
    Path half = directory.resolve(AtomicFiles.TEMPORARY_PREFIX + "step-20");
    Files.createDirectories(half);
    Files.writeString(half.resolve("model.index.tempstate123"), "half");
    assertEquals(10, store.newestReadable().orElseThrow().state().step());
    assertEquals(List.of(half + ": never completed, so it is not used"), warnings);
    assertTrue(Files.exists(half), "a reader removes nothing");
    save(state(15, 10));
    assertFalse(Files.exists(half));
    assertEquals(List.of("step-10", "step-15"), names());
  }

  @Test
  void aResumedRunReplacesTheStepsThatItReachesAgain() throws IOException {
    save(state(10, 10));
    save(state(20, 10));
    save(state(30, 10));
    Files.writeString(directory.resolve("step-20/model.index"), "damaged");
    save(state(20, 10)); // resumed from step 10
    assertEquals(List.of("step-10", "step-20"), names());
    assertEquals(20, store.newestReadable().orElseThrow().state().step());
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailingWriterLeavesTheEarlierCheckpointsWhole(boolean inTensorFlow) throws IOException {
    save(state(10, 10));
    save(state(20, 10));
    byte[] before = Files.readAllBytes(directory.resolve("step-20/model.index"));
    WeightsWriter full =
        prefix -> {
          Files.writeString(Path.of(prefix + ".index"), "half of the wei");
          if (inTensorFlow) {
            throw new TFResourceExhaustedException("No space left on device\n\t [[{{node save}}]]");
          }
          throw new IOException("No space left on device");
        };
    for (int step : new int[] {20, 30}) {
      var failure = assertThrows(DataException.class, () -> store.save(state(step, 10), full));
      assertEquals(
          directory
              + ": expected to save a checkpoint at step "
              + step
              + ", found: "
              + (inTensorFlow ? "" : directory.resolve("step-" + step) + ": ")
              + "No space left on device; earlier checkpoints are intact: free space on"
              + " that disk, then resume the run",
          failure.getMessage());
      assertEquals(List.of("step-10", "step-20"), names());
    }
    assertArrayEquals(before, Files.readAllBytes(directory.resolve("step-20/model.index")));
    assertEquals(20, store.newestReadable().orElseThrow().state().step());
    assertEquals(List.of(), warnings);
  }

  private void save(TrainingState state) {
    store.save(
        state,
        prefix -> {
          Files.writeString(Path.of(prefix + ".index"), "weights of step " + state.step());
          Files.write(Path.of(prefix + ".data-00000-of-00001"), "1234".getBytes(UTF_8));
        });
  }

  private static TrainingState state(long step, long bestStep) {
    return new TrainingState(step, 1, 0.5, bestStep, 0, 1, LossMean.NONE);
  }

  private List<String> names() throws IOException {
    try (var paths = Files.list(directory)) {
      return paths.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  private List<Path> files(String checkpoint) throws IOException {
    try (var paths = Files.list(directory.resolve(checkpoint))) {
      return paths.sorted().toList();
    }
  }
}
