package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.PopularityBuckets;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.items.ItemBias;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.training.checkpoints.TrainingState;

class FirstValuesFileTest {
  private final TinyRun tiny = new TinyRun();

  @TempDir Path scratch = Path.of("");

  @Test
  void readsWhatItWrote() throws IOException {
    VectorTable table = new VectorTable(3, 2);
    for (int cell = 0; cell < 6; cell++) {
      table.set(cell / 2, cell % 2, cell - 2.5f);
    }
    var values =
        new FirstValues(
            Map.of(
                "größe",
                table,
                "a",
                FirstValues.column(new float[] {7}),
                "b",
                new VectorTable(0, 1)));
    Path file = scratch.resolve("values");
    FirstValuesFile.write(file, values);
    FirstValues read = FirstValuesFile.read(file);
    assertEquals(Set.of("a", "b", "größe"), read.names());
    assertEquals(7, read.of("a").get(0, 0));
    assertEquals(0, read.of("b").rows());
    for (int cell = 0; cell < 6; cell++) {
      assertEquals(cell - 2.5f, read.of("größe").get(cell / 2, cell % 2));
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path file = scratch.resolve("values");
    FirstValuesFile.write(file, new FirstValues(Map.of("a", new VectorTable(2, 3))));
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(16 + 4 + 1 + 8 + 24 + 4, bytes.length);
    String start = file + ": ";
    for (int place = 0; place < bytes.length; place++) {
      byte[] changed = bytes.clone();
      changed[place] ^= 1;
      Files.write(file, changed);
      var failure = assertThrows(DataException.class, () -> FirstValuesFile.read(file));
      assertTrue(String.valueOf(failure.getMessage()).startsWith(start), failure.getMessage());
    }
    bytes[0] = 'X';
    Files.write(file, bytes);
    var failure = assertThrows(DataException.class, () -> FirstValuesFile.read(file));
    assertEquals(
        start + "expected first values, found another kind of file; restore it or begin a new run",
        failure.getMessage());
  }

  @Test
  void aRunWithoutFirstValuesHasNoFile() throws IOException {
    RunFolder folder = written("plain", tiny.data(scratch));
    assertFalse(Files.exists(folder.firstValues()));
    assertTrue(reopened(folder).prepared().first().isEmpty());
  }

  @Test
  void aRunThatStopsBeforeItsFirstStepStartsAtTheValuesOfItsFile() throws Exception {
    tiny.items =
        new JpqEmbedding.Settings(
            new RandomCodes(4, 8), JpqEmbedding.Start.CENTROIDS, ItemBias.POPULARITY);
    RunData data = tiny.data(scratch);
    RunFolder stopped = written("stopped", data);
    RunFolder whole = written("whole", data);
    float[] expected = new PopularityBuckets(data.holdout().train().itemCounts(), 8).logShares();
    try (Run run = new Run(stopped, reopened(stopped))) {
      run.train(run.restoreNewest(), Duration.ofDays(1), () -> true, List.of());
    }
    float[] first = bias(stopped);
    assertArrayEquals(expected, first);

    AtomicInteger steps = new AtomicInteger();
    try (Run run = new Run(stopped, reopened(stopped))) {
      run.train(
          run.restoreNewest(), Duration.ofDays(1), () -> steps.getAndIncrement() >= 3, List.of());
    }
    assertEquals(24, trained(stopped).step());
    assertEquals(24, trained(whole).step());
    assertArrayEquals(bias(whole), bias(stopped));
    assertFalse(Arrays.equals(first, bias(whole)), "the bias is learned");
  }

  private static TrainingState trained(RunFolder folder) throws Exception {
    try (Run run = new Run(folder, reopened(folder))) {
      return run.train(run.restoreNewest(), Duration.ofDays(1), () -> false, List.of());
    }
  }

  /** The biases of the newest checkpoint, or of the start. */
  private static float[] bias(RunFolder folder) throws IOException {
    try (RunModel model = new RunModel(folder, reopened(folder))) {
      model.restoreNewest();
      return model.session().bucketBiases();
    }
  }

  private RunFolder written(String name, RunData data) throws IOException {
    RunFolder folder = RunFolder.forNewRun(scratch.resolve(name));
    data.write(folder);
    return folder;
  }

  private static RunData reopened(RunFolder folder) throws IOException {
    RunConfig config = RunConfig.read(folder.config());
    Path log = folder.root().resolveSibling("log");
    Files.createDirectories(log);
    return RunData.of(folder, config, "the log", TinyRun.holdout(log, config.training().seed()));
  }
}
