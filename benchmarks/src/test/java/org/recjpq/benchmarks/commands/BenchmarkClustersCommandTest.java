package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkClustersCommandTest {
  @Test
  void codesThatKnowTheItemsFindTheirClusters() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkClustersCommand(),
            "--noise=0,1",
            "--users=400",
            "--items=120",
            "--interactions=8000",
            "--clusters=6",
            "--splits=4",
            "--sub-ids=12",
            "--dimension=8",
            "--seeds=1");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals("| noise | codes | m | a split, mean | a split, best | the code |", lines.get(0));
    assertEquals(1, ofCode(lines.get(2), "| 0.0 | the clusters themselves | 4 |"));
    assertEquals(1, ofCode(lines.get(3), "| 0.0 | the vectors |  |  |  |"), 0.05);
    assertEquals(0, ofCode(lines.get(4), "| 0.0 | random | 4 |"), 0.15);
    assertTrue(ofCode(lines.get(7), "| 0.0 | pq | 4 |") > 0.7, lines.get(7));
    assertEquals(1, ofCode(lines.get(10), "| 1.0 | the clusters themselves | 4 |"));
    assertEquals(0, ofCode(lines.get(15), "| 1.0 | pq | 4 |"), 0.15);
    assertTrue(
        lines.get(19).startsWith("Adjusted mutual information with the 6 clusters of 120 items; "),
        lines.get(19));
  }

  @Test
  void sizesMustFit() {
    CommandRun run = CommandRun.of(new BenchmarkClustersCommand(), "--users=9", "--items=20");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("clusters must lie in [1, items], found 30"), run.err());
  }

  private static double ofCode(String line, String start) {
    assertTrue(line.startsWith(start), line);
    String[] cells = line.split("\\|");
    return Double.parseDouble(cells[cells.length - 1]);
  }
}
