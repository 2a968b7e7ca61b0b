package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkReadingCommandTest {
  @Test
  void printsARowOfATable() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkReadingCommand(), "--rows=2000", "--items=50", "--repeats=2", "--seed=3");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).startsWith("| rows | users | items | bytes | s, first | "));
    assertTrue(lines.get(2).startsWith("| 2,000 | 100 | 50 | "), lines.get(2));
    assertTrue(lines.get(4).contains("; read 2 times, heap of at most "), lines.get(4));
  }

  @Test
  void tooManyUsersAreWrongUse() {
    CommandRun run = CommandRun.of(new BenchmarkReadingCommand(), "--rows=9", "--users=2");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "users must be at least 1 and have 5 interactions each, found 2 users and 9"
                    + " interactions"),
        run.err());
  }
}
