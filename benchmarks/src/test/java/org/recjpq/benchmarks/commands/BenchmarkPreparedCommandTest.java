package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.program.CommandRun;

class BenchmarkPreparedCommandTest {
  @TempDir Path directory;

  @Test
  void writesAFolderOfTheSizeAsked() throws IOException {
    Path folder = directory.resolve("prepared");
    CommandRun run =
        CommandRun.of(
            new BenchmarkPreparedCommand(),
            "--output=" + folder,
            "--users=30",
            "--items=50",
            "--length=8",
            "--validation-users=4");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().split("\n")[2].startsWith("| 30 | 50 | 270 | "), run.out());
    Holdout holdout = PreparedData.open(folder).holdout();
    assertEquals(30 * 8 - 4, holdout.train().interactions());
    assertEquals(4, holdout.validation().count());
    assertEquals(30, holdout.test().count());
    assertEquals("u29", holdout.trainUsers().of(29));
  }

  @Test
  void sizesThatCannotBeAreWrongUse() {
    CommandRun run =
        CommandRun.of(new BenchmarkPreparedCommand(), "--output=" + directory, "--length=2");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("expected a user, two items, three items a user"), run.err());
  }
}
