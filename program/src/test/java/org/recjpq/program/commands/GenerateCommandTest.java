package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;

class GenerateCommandTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void theDefaultsMakeTheLogOfTheQuickstart() throws IOException {
    Path output = directory.resolve("again.csv.gz");
    CommandRun run = CommandRun.of(new GenerateCommand(), "--output=" + output);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        output + ": 36,000 interactions of 2,000 users with 1,000 items\n",
        run.out().replace(System.lineSeparator(), "\n"));
    Path kept = Path.of(System.getProperty("recjpq.testdata", "../testdata"), "quickstart.csv.gz");
    assertArrayEquals(decompressed(kept), decompressed(output));
  }

  @Test
  void everyOptionCounts() throws IOException {
    Path output = directory.resolve("small.csv");
    CommandRun run =
        CommandRun.of(
            new GenerateCommand(),
            "--output=" + output,
            "--users=2",
            "--items=3",
            "--interactions=11",
            "--exponent=0",
            "--clusters=3",
            "--seed=7");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = Files.readAllLines(output);
    assertEquals("user,item,timestamp", lines.get(0));
    assertEquals(12, lines.size());
    assertTrue(
        lines.stream().skip(1).allMatch(line -> line.matches("u[01],c[012]-0,\\d{10}")),
        lines::toString);
  }

  @Test
  void theExponentHasTwoNames() throws IOException {
    Path zipf = directory.resolve("zipf.csv");
    Path exponent = directory.resolve("exponent.csv");
    CommandRun.of(new GenerateCommand(), "--output=" + zipf, "--zipf=1.3");
    CommandRun.of(new GenerateCommand(), "--output=" + exponent, "--exponent=1.3");
    assertEquals(-1, Files.mismatch(zipf, exponent));
    CommandRun.of(new GenerateCommand(), "--output=" + exponent, "--exponent=1.2");
    assertTrue(Files.mismatch(zipf, exponent) >= 0);
  }

  @Test
  void sizesThatCannotBeAreWrongUse() {
    Path output = directory.resolve("none.csv");
    CommandRun run =
        CommandRun.of(new GenerateCommand(), "--output=" + output, "--users=2", "--interactions=9");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "users must be at least 1 and have 5 interactions each, found 2 users and 9"
                    + " interactions"),
        run.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void rareItemsAndNoiseChangeTheLog() throws IOException {
    Path plain = directory.resolve("plain.csv");
    Path other = directory.resolve("other.csv");
    CommandRun.of(new GenerateCommand(), "--output=" + plain);
    for (String option : List.of("--tail-share=0.5", "--noise=0.1")) {
      CommandRun run = CommandRun.of(new GenerateCommand(), "--output=" + other, option);
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(Files.mismatch(plain, other) >= 0, option);
    }
    CommandRun run =
        CommandRun.of(
            new GenerateCommand(),
            "--output=" + other,
            "--tail-share=0.9",
            "--interactions=10000",
            "--users=100",
            "--items=5000");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "interactions must be at least twice those of the 4500 rare items, found 10000;"
                    + " fewer items or a smaller tailShare need less"),
        run.err());
  }

  @Test
  void aLogThatChangesHasItsDaysAndItemsThatAppear() throws IOException {
    Path output = directory.resolve("changing.csv");
    List<String> sizes = List.of("--users=200", "--items=100", "--interactions=2000");
    CommandRun run =
        CommandRun.of(
            new GenerateCommand(),
            Stream.concat(
                    sizes.stream(),
                    Stream.of("--output=" + output, "--days=10", "--drift=0.1", "--new-items=5"))
                .toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    long first = 1_700_000_000;
    Map<String, Long> days = new HashMap<>(); // the first of each item
    for (String line : Files.readAllLines(output).subList(1, 2001)) {
      String[] fields = line.split(",", -1);
      days.merge(fields[1], (Long.parseLong(fields[2]) - first) / 86_400, Math::min);
    }
    assertTrue(days.values().stream().allMatch(day -> day >= 0 && day < 10), days::toString);
    // 55 are there on the first day, with 200 interactions; 5 appear on each of 9
    long later = days.values().stream().filter(day -> day > 0).count();
    assertTrue(later >= 40 && later < 75, later + " items after the first day");
    Path usual = directory.resolve("usual.csv");
    CommandRun.of(
        new GenerateCommand(),
        Stream.concat(sizes.stream(), Stream.of("--output=" + usual, "--drift=0.1"))
            .toArray(String[]::new));
    assertTrue(Files.mismatch(output, usual) >= 0);
    CommandRun wrong =
        CommandRun.of(new GenerateCommand(), "--output=" + usual, "--days=10", "--drift=-1");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().startsWith("drift must lie in [0, 1000], found -1.0"), wrong.err());
  }

  private static byte[] decompressed(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }
}
