package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkEvaluationCommandTest {
  @Test
  void everyWayGetsARow() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkEvaluationCommand(),
            "--items=300",
            "--dimension=8",
            "--splits=2",
            "--sub-ids=16",
            "--users=20",
            "--history-length=5",
            "--max-length=6",
            "--batch=7",
            "--scan-batch=9",
            "--rounds=1");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(9, lines.size(), run.out());
    String first = "| full table, ranks from all scores in the graph | 7 | ";
    assertTrue(lines.get(2).startsWith(first), lines.get(2));
    assertTrue(lines.get(2).contains(" | 1.00 | "), lines.get(2));
    assertTrue(lines.get(4).startsWith("| RecJPQ, lists of 10 by PQTopK in the graph | 7 | "));
    assertTrue(lines.get(5).startsWith("| RecJPQ, ranks by scans | 9 | "), lines.get(5));
    assertTrue(lines.get(8).contains("; 300 items, d = 8, m = 2, b = 16, 20 users, 1 rounds;"));
  }

  @Test
  void aDimensionThatDoesNotFitIsWrongUse() {
    CommandRun run = CommandRun.of(new BenchmarkEvaluationCommand(), "--dimension=9");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("--dimension: expected a multiple of --splits (8), found 9"),
        run.err());
  }
}
