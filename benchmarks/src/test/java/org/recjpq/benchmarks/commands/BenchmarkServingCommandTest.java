package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkServingCommandTest {
  @Test
  void everySignatureAndSearchGetsARow() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkServingCommand(),
            "--catalogue=200",
            "--dimension=8",
            "--splits=2",
            "--sub-ids=4",
            "--max-length=5",
            "--top=3",
            "--history-length=4",
            "--batch=1,2",
            "--calls=2",
            "--threads=1");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(2 + 2 * 3 * 2 + 2 + 5 + 2, lines.size(), run.out());
    assertTrue(
        lines.get(3).startsWith("| jpq, initial weights | serving_default | 2 | "), lines.get(3));
    assertTrue(
        lines.get(8).startsWith("| jpq, initial weights | full scan in Java, for a vector | 1 | "),
        lines.get(8));
    assertTrue(lines.get(8).endsWith(" |  | 1.000 |"), lines.get(8));
    assertTrue(
        lines.get(10).startsWith("| full, initial weights | serving_default | 1 | "),
        lines.get(10));
    assertTrue(lines.get(10).endsWith(" | 1.00 |  |"), lines.get(10));
    assertTrue(
        lines.get(19).startsWith("| jpq, initial weights | 200 | 8 | 2 | 4 | "), lines.get(19));
    assertTrue(
        lines.get(20).startsWith("| full, initial weights | 200 | 8 |  |  | "), lines.get(20));
    assertTrue(lines.get(22).contains(" on 1 threads; 2 calls of each kind; "), lines.get(22));
  }

  @Test
  void anExportWithAMemoryIsMeasuredBesideTheOneWithout() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkServingCommand(),
            "--generate=full",
            "--catalogue=200",
            "--dimension=8",
            "--max-length=5",
            "--memory=3",
            "--history-length=4",
            "--batch=1",
            "--calls=1",
            "--threads=1");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(
        lines.get(2).startsWith("| full, initial weights | serving_default | 1 | "), lines.get(2));
    assertTrue(
        lines.get(5).startsWith("| full, initial weights, memory | serving_default | 1 | "),
        lines.get(5));
  }

  @Test
  void packedCodesAreMeasuredBesideOthers() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkServingCommand(),
            "--generate=jpq",
            "--packed-codes",
            "--catalogue=200",
            "--dimension=8",
            "--splits=2",
            "--sub-ids=4",
            "--max-length=5",
            "--history-length=4",
            "--batch=1",
            "--calls=1",
            "--threads=1");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(
        lines.get(7).startsWith("| jpq, initial weights, packed | serving_default | 1 | "),
        run.out());
  }

  @Test
  void sizesThatDoNotFitAreWrongUse() {
    CommandRun run = CommandRun.of(new BenchmarkServingCommand(), "--dimension=9", "--splits=2");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("--dimension: expected a multiple of --splits (2), found 9"),
        run.err());
  }
}
