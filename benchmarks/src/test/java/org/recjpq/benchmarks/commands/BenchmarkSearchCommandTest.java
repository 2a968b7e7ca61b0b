package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkSearchCommandTest {
  @Test
  void bothSearchesGetARow() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkSearchCommand(),
            "--catalogue=3000",
            "--dimension=8",
            "--splits=2",
            "--sub-ids=16",
            "--top=5",
            "--queries=4");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(4, lines.size());
    assertTrue(lines.get(2).startsWith("| full scan | 3,000 | 2 | 16 | 8 | 5 | "), lines.get(2));
    assertTrue(lines.get(2).endsWith("| 1.000 |"), lines.get(2));
    assertTrue(lines.get(3).startsWith("| pruned | 3,000 | 2 | 16 | 8 | 5 | "), lines.get(3));
  }

  @Test
  void sizesThatDoNotFitAreWrongUse() {
    CommandRun run = CommandRun.of(new BenchmarkSearchCommand(), "--dimension=9", "--splits=2");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "expected --dimension to be a multiple of --splits and --sub-ids to be at most"
                    + " 256, found 9, 2 and 256"),
        run.err());
  }
}
