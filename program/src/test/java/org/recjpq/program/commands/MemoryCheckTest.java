package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;
import org.recjpq.training.machine.ProcessMemory;

/** The plan of a tiny model is 420 MiB for the process and a few for the model. */
class MemoryCheckTest {
  @TempDir Path directory;

  private CommandRun train(String... more) throws IOException {
    Path log = directory.resolve("log.csv");
    TinyLog.write(log);
    return CommandRun.ofProgram(TinyLog.train(log, directory.resolve("run"), more));
  }

  @Test
  void aLossOverTheWholeCatalogueThatDoesNotFitIsRefusedBeforeAnythingIsWritten()
      throws IOException {
    CommandRun run = train("--loss=softmax", "--memory-limit=0.25");
    assertEquals(1, run.exitCode());
    String line = run.err().lines().reduce((first, second) -> second).orElse("");
    assertTrue(
        line.matches(
            "recjpq: --loss softmax: expected a training in the 256\\.0 MiB of memory there are,"
                + " planned 4\\d\\d\\.\\d MiB, for it scores every item at every target; take"
                + " --loss sampled-softmax, lower --batch-size, or raise --memory-limit"),
        line);
    assertFalse(Files.exists(directory.resolve("run").resolve("config.json")));
  }

  @Test
  void aTaskWithSeveralPositivesHasToGoToo() throws IOException {
    CommandRun run = train("--task=suffix", "--loss=lambdarank", "--memory-limit=0.25");
    assertTrue(run.err().contains("take --task next-item --loss sampled-softmax,"), run.err());
  }

  @Test
  void anotherLossIsWarnedOf() throws IOException {
    CommandRun run = train("--negatives=4", "--memory-limit=0.25", "--epochs=1");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.err()
            .contains(
                "and there are 256.0 MiB; lower --batch-size, --max-length or --dimension."
                    + System.lineSeparator()),
        run.err());
  }

  @Test
  void theMemoryOfThisMachineIsKnown() {
    long total = ProcessMemory.limitBytes();
    assertTrue(total > ProcessMemory.residentBytes().orElse(0), total + " bytes");
  }
}
