package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;

class BenchmarkReconstructionCommandTest {
  @TempDir static Path scratch = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    Path log = scratch.resolve("log.csv");
    TinyLog.write(log);
    for (String items : List.of("full", "jpq")) {
      String[] options =
          Stream.of(TinyLog.train(log, scratch.resolve(items), "--items=" + items, "--epochs=4"))
              .filter(option -> items.equals("jpq") || !option.matches("--(splits|sub-ids)=.*"))
              .toArray(String[]::new);
      CommandRun run = CommandRun.ofProgram(options);
      assertEquals(0, run.exitCode(), run.err());
    }
  }

  @Test
  void enoughSubIdsRebuildTheTable() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkReconstructionCommand(),
            scratch.resolve("full").toString(),
            "--splits=4",
            "--codes=random,pq,rq",
            "--sub-ids=64"); // more than items
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    String[] full = cells(lines.get(2));
    assertEquals("full table", full[0]);
    assertTrue(Double.parseDouble(full[5]) > 0, lines.get(2));
    String[] random = cells(lines.get(3));
    assertEquals("random", random[0]);
    assertTrue(Double.parseDouble(random[3]) > 0.01, lines.get(3));
    String[] table = cells(lines.get(6));
    assertEquals("pq of the table", table[0]);
    assertEquals("0.000", table[3]);
    assertEquals("1.000", table[4]);
    assertEquals(full[5], table[5]);
    assertEquals("100 %", table[7]);
    assertTrue(lines.get(9).endsWith(" items, d = 16, b = 64; 80 test cases."), lines.get(9));
  }

  @Test
  void needsATable() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkReconstructionCommand(), scratch.resolve("jpq").toString(), "--splits=4");
    assertEquals(1, run.exitCode());
    assertTrue(
        run.err().contains("expected a run with one full item table (model.items full), found jpq"),
        run.err());
  }

  private static String[] cells(String line) {
    return line.substring(2).split(" \\| | \\|$", -1);
  }
}
