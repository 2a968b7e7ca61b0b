package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkCatalogueCommandTest {
  @Test
  void printsARowOfATable() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkCatalogueCommand(), "--items=3000", "--lookups=100", "--repeats=2");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).startsWith("| items | bytes per id | "), lines.get(0));
    assertTrue(lines.get(2).startsWith("| 3,000 | "), lines.get(2));
    assertTrue(
        lines.get(4).contains("; 100 lookups of each kind, 2 times, heap of at most "),
        lines.get(4));
  }
}
