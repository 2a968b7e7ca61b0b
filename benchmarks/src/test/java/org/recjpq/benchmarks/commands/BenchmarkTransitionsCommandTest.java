package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkTransitionsCommandTest {
  @Test
  void printsARowOfATable() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkTransitionsCommand(),
            "--items=50",
            "--users=20",
            "--interactions=1000",
            "--memory=4");
    assertEquals(0, run.exitCode());
    String[] lines = run.out().split("\n");
    assertEquals(3, lines.length);
    assertTrue(lines[2].startsWith("| 4 | 3 | 50 | 1,000 | "), lines[2]);
    assertTrue(lines[2].contains(" | 4.0 | 16 | "), lines[2]);
  }

  @Test
  void aWindowThatIsTooLargeIsWrongUse() {
    CommandRun run = CommandRun.of(new BenchmarkTransitionsCommand(), "--memory-window=200");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("window must lie in [1, 127], found 200"), run.err());
  }
}
