package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkLoadingCommandTest {
  @Test
  void printsARowOfAProcessThatLoadsAndAnswers() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkLoadingCommand(),
            "--items=300",
            "--dimension=4",
            "--ids=indexes",
            "--calls=2");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).startsWith("| ids | items | "), lines.get(0));
    assertTrue(
        lines.get(2).matches("\\| indexes \\| 300 \\| [^|]* \\| [0-9.]+ \\| \\d+ \\| \\d+ \\| .*"),
        lines.get(2));
    assertTrue(lines.get(4).contains("; d = 4, m = 2, heap of at most 256m."), lines.get(4));
  }
}
