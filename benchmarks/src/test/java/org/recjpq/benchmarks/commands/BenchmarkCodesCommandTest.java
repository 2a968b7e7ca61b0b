package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;
import org.recjpq.program.RecJpq;

class BenchmarkCodesCommandTest {
  @Test
  void printsARowOfATable() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkCodesCommand(),
            "--items=50",
            "--users=20",
            "--interactions=1000",
            "--codes=random",
            "--splits=2");
    assertEquals(0, run.exitCode());
    String[] lines = run.out().split("\n");
    assertEquals(
        "| codes | items | users | interactions | cores | seconds | peak memory |", lines[0]);
    assertTrue(
        lines[2].startsWith("| type random, splits 2, subIds 256 | 50 | 20 | 1,000 | "), lines[2]);
  }

  @Test
  void moreItemsThanInteractionsAreWrongUse() {
    CommandRun run =
        CommandRun.of(new BenchmarkCodesCommand(), "--items=50", "--users=20", "--interactions=9");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "expected at least one user, one item, and as many interactions as items, found 20"
                    + " users, 50 items and 9 interactions"),
        run.err());
  }

  @Test
  void benchmarkAloneIsWrongUse() {
    assertEquals(2, RecJpq.commandLine().execute("benchmark"));
  }
}
