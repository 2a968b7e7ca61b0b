package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedFolder;
import org.recjpq.assignment.prepared.PreparedSource;
import org.recjpq.assignment.prepared.PreparedTransitions;
import org.recjpq.assignment.transitions.SuccessorRows;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;
import org.recjpq.training.runs.RunConfig;

/** One small training on a log, and the same on its prepared folder, stopped and resumed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrepareCommandTest {
  private static final String[] SETTINGS = {
    "--epochs=1",
    "--evaluate-every=4",
    "--negatives=4",
    "--memory=3",
    "--half-life=P30D",
    "--memory-gap=P2D",
    "--no-baselines",
  };

  private final Path log;
  private final Path prepared;
  private final Path run;
  private final Path fromLog;

  PrepareCommandTest(@TempDir Path directory) {
    log = directory.resolve("log.csv");
    prepared = directory.resolve("prepared");
    run = directory.resolve("run");
    fromLog = directory.resolve("from-log");
  }

  @BeforeAll
  void prepareAndTrain() throws IOException {
    TinyLog.write(log);
    assertDone(prepare(prepared));
    assertDone(CommandRun.ofProgram(TinyLog.train(log, fromLog, SETTINGS)));
    String[] onFolder =
        Stream.of(TinyLog.train(log, run, SETTINGS))
            .filter(argument -> !argument.startsWith("--seed="))
            .map(argument -> argument.startsWith("--log=") ? "--prepared=" + prepared : argument)
            .toArray(String[]::new);
    CommandRun stopped =
        CommandRun.ofProgram(
            Stream.concat(Stream.of(onFolder), Stream.of("--stop-after=2")).toArray(String[]::new));
    assertEquals(130, stopped.exitCode(), stopped.err());
    assertDone(CommandRun.ofProgram("train", "--resume=" + run, "--no-baselines"));
  }

  private CommandRun prepare(Path output, String... more) {
    return CommandRun.ofProgram(
        Stream.concat(
                Stream.of(
                    "prepare",
                    "--log=" + log,
                    "--output=" + output,
                    "--validation-users=20",
                    "--seed=3",
                    "--half-life=P30D",
                    "--memory-gap=P2D"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void codesOfTheFolderAreTakenIfTheTrainingWouldAssignThem() throws IOException {
    PreparedFolder folder = new PreparedFolder(prepared.resolveSibling("with-codes"));
    assertDone(prepare(folder.root(), "--codes=svd", "--splits=4", "--sub-ids=8"));
    assertArrayEquals(
        Files.readAllBytes(fromLog.resolve("codes")), Files.readAllBytes(folder.codes()));
    CodeAssigner svd = new SvdCodes(4, 8);
    PreparedData data = PreparedData.open(folder.root());
    assertEquals(
        CodesFile.read(folder.codes()).subId(3, 2),
        Objects.requireNonNull(data.codes(svd)).subId(3, 2));
    assertNull(data.codes(new SvdCodes(8, 8)));
    assertNull(PreparedData.open(prepared).codes(svd));
    CommandRun auto = prepare(folder.root(), "--codes=auto");
    assertEquals(1, auto.exitCode());
    assertTrue(
        auto.err().contains("recjpq: codes pq: expected a strategy without first sub-embeddings"),
        auto.err());
    assertEquals(data.manifest(), PreparedData.manifest(folder.root()));
  }

  @Test
  void aMemoryOfTheFolderIsTakenIfTheTrainingWouldCountTheSame() throws IOException {
    PreparedFolder folder = new PreparedFolder(prepared.resolveSibling("with-memory"));
    assertDone(
        CommandRun.ofProgram(
            "prepare",
            "--log=" + log,
            "--output=" + folder.root(),
            "--validation-users=20",
            "--seed=3"));
    PreparedData data = PreparedData.open(folder.root());
    TransitionSettings three = new TransitionSettings(3, 3, 20);
    SuccessorRows strange = new SuccessorRows(three, data.manifest().items());
    strange.set(0, 0, 1, 0.5, 7);
    PreparedTransitions.write(folder, strange.result());
    assertNull(data.transitions(new TransitionSettings(3, 2, 20)));
    assertEquals(0.5, Objects.requireNonNull(data.transitions(three)).share(0, 0), 1e-3);
    Path taken = prepared.resolveSibling("with-memory-run");
    CommandRun stopped =
        CommandRun.ofProgram(
            Stream.of(TinyLog.train(log, taken, "--memory=3", "--no-baselines", "--stop-after=1"))
                .filter(argument -> !argument.startsWith("--seed="))
                .map(
                    argument ->
                        argument.startsWith("--log=") ? "--prepared=" + folder.root() : argument)
                .toArray(String[]::new));
    assertEquals(130, stopped.exitCode(), stopped.err());
    for (String file : List.of("transitions", "transition-counts")) {
      assertArrayEquals(
          Files.readAllBytes(folder.root().resolve(file)),
          Files.readAllBytes(taken.resolve(file)),
          file);
    }
  }

  private static void assertDone(CommandRun run) {
    assertEquals(0, run.exitCode(), run.err());
  }

  private static void assertFailure(String message, CommandRun run) {
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().lines().toList().get(0).startsWith(message), run.err());
  }

  @Test
  void theRunsAreTheSameBitForBit() throws IOException {
    RunConfig config = RunConfig.read(run.resolve("config.json"));
    RunConfig expected = RunConfig.read(fromLog.resolve("config.json"));
    assertEquals(expected.fingerprint(), config.fingerprint());
    assertEquals(expected.training(), config.training());
    assertEquals(PreparedSource.of(prepared), config.source());
    for (String file :
        List.of(
            "codes",
            "catalogue",
            "transitions",
            "checkpoints/step-5/model.data-00000-of-00001",
            "users.csv.gz")) {
      assertArrayEquals(
          Files.readAllBytes(fromLog.resolve(file)), Files.readAllBytes(run.resolve(file)), file);
    }
  }

  @Test
  void shardsAreMadeFromThePartsOnce() throws IOException {
    PreparedFolder folder = new PreparedFolder(prepared.resolveSibling("again"));
    assertDone(prepare(folder.root()));
    byte[] items = Files.readAllBytes(folder.shards().resolve("items-00000.npy"));
    AtomicFiles.deleteRecursively(folder.shards());
    assertDone(evaluate("--prepared=" + folder.root()));
    assertArrayEquals(items, Files.readAllBytes(folder.shards().resolve("items-00000.npy")));
    Path part = folder.parts().get(0);
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    assertFailure(
        "recjpq: " + part + ": expected the file that was prepared, with CRC32C ",
        evaluate("--prepared=" + folder.root()));
  }

  @Test
  void runsOfLogsAndFoldersCanBeEvaluatedByBoth() {
    CommandRun byItself = evaluate();
    assertDone(byItself);
    assertEquals(byItself.out(), evaluate("--log=" + log).out());
    assertEquals(
        byItself.out(),
        CommandRun.ofProgram(
                "evaluate", fromLog.toString(), "--baselines=popularity", "--prepared=" + prepared)
            .out());
  }

  private CommandRun evaluate(String... more) {
    return CommandRun.ofProgram(
        Stream.concat(
                Stream.of("evaluate", run.toString(), "--baselines=popularity"), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void othersThanTheSettingsOfTheFolderAreRefused() {
    assertFailure(
        "recjpq: "
            + prepared.toAbsolutePath()
            + ": seed: expected 3, which the folder was prepared"
            + " with, found 4; leave it out or prepare the log with it",
        CommandRun.ofProgram(
            "train", "--prepared=" + prepared, "--seed=4", "--half-life=P30D", "--run=other"));
    CommandRun both = CommandRun.ofProgram("train", "--prepared=" + prepared, "--log=" + log);
    assertEquals(2, both.exitCode());
    assertTrue(
        both.err().startsWith("recjpq: --prepared names a log that has been read already"),
        both.err());
  }

  @Test
  void anotherFolderInItsPlaceIsRefused() throws IOException {
    Path moved = prepared.resolveSibling("moved");
    Files.move(prepared, moved);
    try {
      assertDone(
          CommandRun.ofProgram(
              "prepare", "--log=" + log, "--output=" + prepared, "--validation-users=21"));
      assertFailure(
          "recjpq: "
              + prepared.toAbsolutePath()
              + ": expected the prepared folder that the run was"
              + " trained on (checksum ",
          evaluate());
      assertFailure(
          "recjpq: " + prepared.toAbsolutePath() + ": ", evaluate("--prepared=" + prepared));
      assertDone(evaluate("--prepared=" + moved));
    } finally {
      AtomicFiles.deleteRecursively(prepared);
      Files.move(moved, prepared);
    }
  }
}
