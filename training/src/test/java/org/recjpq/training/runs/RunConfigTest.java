package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.training.batches.BatchWeight;
import org.recjpq.training.config.TrainingConfig;

class RunConfigTest {
  private static final RunConfig CONFIG =
      new RunConfig(
          "1",
          null,
          "abc",
          new LogFile(Path.of("/logs/a.csv")),
          null,
          TrainingConfig.gsasrec().withDimension(16).with("optimization.schedule", "cosine"));

  @TempDir Path directory;

  /** Codes that only this test has. */
  record OwnCodes(int splits) implements CodeAssigner {
    @Override
    public AssignedCodes assign(AssignmentInput input) {
      return new RandomCodes(splits, 4).assign(input);
    }
  }

  private Path written(RunConfig config) throws IOException {
    Path file = directory.resolve("config.json");
    config.write(file);
    return file;
  }

  @Test
  void isReadBackAsItWasWritten() throws IOException {
    assertEquals(CONFIG, RunConfig.read(written(CONFIG)));
    RunConfig inMemory = new RunConfig("1", "gsasrec", "abc", null, null, CONFIG.training());
    assertEquals(inMemory, RunConfig.read(written(inMemory)));
  }

  @Test
  void isAFileOfSettings() throws IOException {
    assertEquals(CONFIG.training(), TrainingConfig.read(written(CONFIG)));
  }

  @Test
  void givesEverySettingByItsPath() {
    var settings = CONFIG.training().settings();
    assertEquals("16", settings.get("model.dimension"));
    assertEquals("svd", settings.get("model.items.codes.type"));
    assertEquals("ndcg@10, recall@10, mrr, hit@1", settings.get("evaluation.metrics"));
    assertFalse(settings.containsKey("filters.from"), "not set");
  }

  @Test
  void aForeignClassIsRecordedAndMissedInOneLine() throws IOException {
    RunConfig own =
        new RunConfig("1", null, "abc", null, null, CONFIG.training().withCodes(new OwnCodes(4)));
    Path file = written(own);
    assertEquals(own, RunConfig.read(file));
    String name = OwnCodes.class.getName();
    Files.writeString(file, Files.readString(file).replace(name, "com.example.TheirCodes"));
    DataException missing = assertThrows(DataException.class, () -> RunConfig.read(file));
    assertEquals(
        file
            + ": expected the configuration of a run, found: model.items.codes: expected one of"
            + " auto, bpr, file, pq, qr, random, rq, svd, or the name of a class on the class path"
            + " that implements CodeAssigner, found com.example.TheirCodes; correct it or add the"
            + " jar of that class; restore it or train again",
        missing.getMessage());
  }

  @Test
  void anUnknownSettingIsNamed() throws IOException {
    assertProblem(
        "sead: no such setting; did you mean seed? There are: computation, distillation,"
            + " evaluation, filters, holdout, loss, memory, model, optimization, schedule, seed,"
            + " task, topK",
        "\"seed\"",
        "\"sead\" : 1, \"seed\"");
  }

  @Test
  void aMissingSettingIsNamedUnlessTheFileIsOlder() throws IOException {
    String setting = "\"clipNorm\" : 0.0,";
    assertProblem("optimization.clipNorm: expected a value, found none", setting, "");
    Path file = written(CONFIG);
    Files.writeString(
        file,
        unsealed(
            Files.readString(file)
                .replace(setting, "")
                .replace("\"format\" : 1", "\"format\" : 0")));
    assertEquals(CONFIG, RunConfig.read(file));
  }

  /** They have to end as they began. */
  @Test
  void runsFromBeforeTheWeightOfBatchesGiveEachTheSame() throws IOException {
    assertEquals(BatchWeight.POSITIONS, CONFIG.training().optimization().batchWeight());
    Path file = written(CONFIG);
    String text = Files.readString(file);
    String older = text.replaceFirst(",\\s*\"batchWeight\" : \"positions\"", "");
    assertFalse(older.equals(text));
    Files.writeString(file, unsealed(older));
    assertEquals(
        CONFIG.training().with("optimization.batchWeight", "equal"),
        RunConfig.read(file).training());
  }

  @Test
  void runsFromBeforeAveragesAndWindowsHaveNeither() throws IOException {
    Path file = written(CONFIG);
    String text = Files.readString(file);
    String older =
        text.replaceFirst(",\\s*\"averageDecay\" : 0.0", "")
            .replaceFirst(",\\s*\"window\" : \"newest\"", "");
    assertFalse(older.contains("averageDecay") || older.contains("newest"), older);
    Files.writeString(file, unsealed(older));
    assertEquals(CONFIG, RunConfig.read(file));
  }

  @Test
  void runsFromBeforeOptionalMemoriesInsistOnTheirs() throws IOException {
    RunConfig with =
        new RunConfig("1", null, "abc", null, null, CONFIG.training().with("memory.window", 5));
    Path file = written(with);
    String text = Files.readString(file);
    String older = text.replaceFirst(",\\s*\"optional\" : false", "");
    assertFalse(older.equals(text));
    Files.writeString(file, unsealed(older));
    assertEquals(with, RunConfig.read(file));
  }

  @Test
  void aLaterFormatIsRefused() throws IOException {
    assertProblem(
        "run.format: expected at most 1, found 2 of a later version",
        "\"format\" : 1",
        "\"format\" : 2");
  }

  /** As older versions wrote it, or as a user leaves it who has changed it. */
  private static String unsealed(String text) {
    String unsealed = text.replaceFirst(",\\s*\"crc32c\" : \"[0-9a-f]{8}\"", "");
    assertFalse(unsealed.equals(text));
    return unsealed;
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    Path file = written(CONFIG);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 3) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      try {
        assertEquals(CONFIG, RunConfig.read(file), "byte " + at);
      } catch (DataException refused) {
        assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
      }
    }
  }

  @Test
  void aChangeThatIsMeantNeedsNoChecksum() throws IOException {
    Path file = written(CONFIG);
    String moved = Files.readString(file).replace("a.csv", "b.csv");
    Files.writeString(file, moved);
    String message = assertThrows(DataException.class, () -> RunConfig.read(file)).getMessage();
    assertTrue(
        String.valueOf(message)
            .endsWith("; remove crc32c if you changed it on purpose; restore it or train again"),
        message);
    Files.writeString(file, unsealed(moved));
    assertEquals(
        "/logs/b.csv", Objects.requireNonNull(RunConfig.read(file).source()).description());
  }

  private void assertProblem(String problem, String text, String changed) throws IOException {
    Path file = written(CONFIG);
    Files.writeString(file, Files.readString(file).replace(text, changed));
    DataException failure = assertThrows(DataException.class, () -> RunConfig.read(file));
    assertEquals(
        file
            + ": expected the configuration of a run, found: "
            + problem
            + "; restore it or train again",
        failure.getMessage());
  }
}
