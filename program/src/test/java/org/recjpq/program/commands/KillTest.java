package org.recjpq.program.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.ChildProgram;
import org.recjpq.program.TinyLog;
import org.recjpq.savedmodels.records.TfRecordReader;
import org.recjpq.training.report.MetricsLog;

/**
 * Kills the program, in a separate process, during training, and resumes it. A checkpoint after
 * every step makes it likely that a kill happens while one is being written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends signals")
class KillTest {
  private static final int EPOCHS = 30;
  private static final int STEPS = EPOCHS * TinyLog.BATCHES_PER_EPOCH;
  private static final int KILLS = 3;
  private static final int PATIENCE_SECONDS = 120;

  private final Path directory;
  private final Path log;
  private final Path whole;

  KillTest(@TempDir Path directory) {
    this.directory = directory;
    log = directory.resolve("log.csv");
    whole = directory.resolve("whole");
  }

  @BeforeAll
  void trainWithoutKills() throws Exception {
    TinyLog.write(log);
    assertEquals(0, start(train(whole)).waitFor(), this::output);
  }

  @Test
  void aKilledRunEndsWithTheBitsOfOneThatWasNot() throws Exception {
    Path run = directory.resolve("killed");
    Random random = new Random(5);
    String[] arguments = train(run);
    for (int kill = 0; kill < KILLS; kill++) {
      Process program = start(arguments);
      waitForStep(newestStep(run) + 1 + random.nextInt(STEPS / KILLS - 10), run, program);
      Thread.sleep(random.nextInt(20));
      program.destroyForcibly().waitFor();
      assertWholeRecords(run);
      arguments = new String[] {"train", "--resume=" + run, "--checkpoint-every=0"};
    }
    assertEquals(0, start(arguments).waitFor(), this::output);
    assertSameEnd(run);
    assertWholeRecords(run);
  }

  @Test
  void anInterruptedRunSavesACheckpointAndSaysHowToGoOn() throws Exception {
    Path run = directory.resolve("interrupted");
    Process program = start(train(run));
    waitForStep(STEPS / 3, run, program);
    interrupt(program);
    assertEquals(130, program.waitFor(), this::output);
    String[] said = output().strip().lines().reduce("", (before, line) -> line).split(": ", 2);
    assertEquals(
        "Interrupted after step %d; a checkpoint is saved. Resume with".formatted(newestStep(run)),
        said[0]);
    assertEquals("recjpq train --resume " + run, said[1]);
    assertFalse(Files.exists(run.resolve("export")));
    String[] resume = said[1].split(" ", -1);
    assertEquals(0, start(Arrays.copyOfRange(resume, 1, resume.length)).waitFor(), this::output);
    assertSameEnd(run);
  }

  private String[] train(Path run) {
    return TinyLog.train(
        log,
        run,
        "--epochs=" + EPOCHS,
        "--evaluate-every=11",
        "--patience=1000",
        "--checkpoint-every=0");
  }

  /** Starts the program in a separate JVM, whose output goes to {@link #output}. */
  private Process start(String... arguments) throws IOException {
    List<String> before = isInterruptIgnored() ? List.of("env", "--default-signal=INT") : List.of();
    return ChildProgram.start(directory.resolve("output"), before, arguments);
  }

  /**
   * Whether processes started from here ignore SIGINT, as those do that a shell script starts in
   * the background.
   */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private static void interrupt(Process program) throws Exception {
    assertEquals(
        0, new ProcessBuilder("kill", "-INT", Long.toString(program.pid())).start().waitFor());
  }

  private static void waitForStep(long step, Path run, Process program) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (newestStep(run) < step) {
      assertTrue(program.isAlive(), "the program ended before step " + step);
      if (System.nanoTime() > end) {
        program.destroyForcibly();
        fail("waited too long for step " + step);
      }
      Thread.sleep(1);
    }
  }

  /** The step of the newest checkpoint, or 0. */
  private static long newestStep(Path run) throws IOException {
    return names(run.resolve("checkpoints")).stream()
        .filter(name -> name.startsWith("step-"))
        .mapToLong(name -> Long.parseLong(name.substring("step-".length())))
        .max()
        .orElse(0);
  }

  private void assertSameEnd(Path run) throws IOException {
    assertArrayEquals(lastWeights(whole), lastWeights(run));
    assertEquals(validations(whole), validations(run));
    assertTrue(Files.exists(run.resolve("report.html")));
  }

  /** Weights and Adam's moments. */
  private static byte[] lastWeights(Path run) throws IOException {
    return Files.readAllBytes(
        run.resolve("checkpoints").resolve("step-" + STEPS).resolve("model.data-00000-of-00001"));
  }

  /** Step and metrics of each validation; the mean loss and the time depend on the kills. */
  private static List<String> validations(Path run) {
    return new MetricsLog(run.resolve("metrics.jsonl"))
        .entries().stream().map(entry -> entry.step() + " " + entry.validation()).toList();
  }

  private static void assertWholeRecords(Path run) throws IOException {
    for (String part : List.of("train", "validation")) {
      Path events = run.resolve("tensorboard").resolve(part);
      for (String name : names(events)) {
        assertTrue(TfRecordReader.read(events.resolve(name)).size() >= 2, name);
      }
    }
  }

  private String output() {
    try {
      return Files.readString(directory.resolve("output"), UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }
}
