package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;

class StatsCommandTest {
  private static final String LOG =
      "who;what;when\nu;a;1\nu;b;1\nu;a;2\nv;a;1\nw;b;x\nw;c;5\nw;c;6\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void printsATable() throws IOException {
    CommandRun run = stats();
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        """
        users                                       2
        items                                       3
        interactions                                5
        mean length                              2.50
        median length                            2.50
        90 % of lengths at most                     3
        longest length                              3
        long-tail items (< 5)                100.00 %
        ties in time                          40.00 %
        repeated items                        40.00 %
        """,
        run.out().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void noticesGoToStandardError() throws IOException {
    String err = stats().err();
    Path log = directory.resolve("log.csv");
    assertTrue(
        err.contains(
            log
                + ": 6 interactions of 3 users with 3 items.\n"
                + log
                + ": user = who, item = what, time = when (1 to 6).\n"
                + log
                + ": users with fewer than 2 interactions left out: 5 of 6 interactions, 2 of 3"
                + " users and 3 of 3 items remain.\n"),
        err);
    assertTrue(
        err.contains(
            log + ": 1 malformed rows skipped; they are in " + directory.resolve("bad.csv")),
        err);
    assertEquals(1, Files.readAllLines(directory.resolve("bad.csv")).size());
  }

  @Test
  void printsJson() throws IOException {
    assertEquals(
        "{\"log\":\"%s\",".formatted(directory.resolve("log.csv"))
            + "\"read\":{\"rows\":6,\"badRows\":1,\"users\":3,\"items\":3,\"minUserInteractions\":2,\"filters\":[{\"leftOut\":\"users"
            + " with fewer than 2 interactions\","
            + "\"before\":{\"interactions\":6,\"users\":3,\"items\":3},"
            + "\"after\":{\"interactions\":5,\"users\":2,\"items\":3}}]},"
            + "\"users\":2,\"items\":3,\"interactions\":5,\"meanLength\":2.5,\"medianLength\":2.5,"
            + "\"percentile90Length\":3,\"maxLength\":3,\"longTailShare\":1.0,\"tieShare\":0.4,"
            + "\"repeatShare\":0.4}",
        stats("--json").out().strip());
  }

  @Test
  void showsWhatCodesSayAboutTheItems() throws IOException {
    Path log = generated();
    CommandRun run =
        CommandRun.of(
            new StatsCommand(), "--log=" + log, "--codes=random,PQ", "--dimension=32", "--json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode codes = new ObjectMapper().readTree(run.out()).get("codes");
    JsonNode random = codes.get(0);
    JsonNode pq = codes.get(1);
    assertEquals("random", random.get("name").asText());
    assertEquals(8, random.get("splits").asInt());
    assertEquals("pq", pq.get("name").asText());
    assertEquals(16, pq.get("splits").asInt());
    assertEquals(256, pq.get("subIds").asInt());
    assertTrue(pq.get("error").asDouble() < 0.3, pq.toString());
    assertTrue(random.get("error").asDouble() > pq.get("error").asDouble(), random.toString());
    assertTrue(pq.get("neighboursKept").asDouble() > 0.5, pq.toString());
    assertTrue(pq.get("nextItemNdcg10").asDouble() > 0.1, pq.toString());
    assertEquals(0, random.get("itemsWithSharedCode").asInt());
    assertTrue(random.get("usedSubIds").asDouble() > 0.6, random.toString());
    assertTrue(random.get("entropyInBits").asDouble() > 7, random.toString());
  }

  @Test
  void theChoiceOfAutoIsExplained() throws IOException {
    CommandRun run =
        CommandRun.of(new StatsCommand(), "--log=" + generated(), "--codes=auto", "--dimension=8");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out()
            .endsWith(
                "\nauto chooses pq with 4 splits of 256 sub-ids from adjacency vectors, because up"
                    + " to a million items can have 4 bytes each.\n"),
        run.out());
  }

  @Test
  void theTableHasALineForEachStrategy() throws IOException {
    CommandRun run =
        CommandRun.of(
            new StatsCommand(),
            "--log=" + generated(),
            "--codes=qr",
            "--codes=random",
            "--dimension=8");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().skip(10).toList();
    assertEquals("", lines.get(0));
    assertTrue(lines.get(1).startsWith("codes       splits  sub-ids"), run.out());
    assertTrue(lines.get(2).startsWith("qr               2 "), run.out());
    assertTrue(lines.get(3).startsWith("random           8      256 "), run.out());
    assertEquals(lines.get(1).length(), lines.get(2).length(), run.out());
  }

  @Test
  void unknownCodesAreWrongUse() throws IOException {
    CommandRun run = CommandRun.of(new StatsCommand(), "--log=" + generated(), "--codes=best");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith("--codes: expected auto, bpr, file, pq, qr, random, rq, svd, found best"),
        run.err());
  }

  /** A log whose steps go from item 5c + s to 5c + (s + 1) % 5. */
  private Path generated() throws IOException {
    StringBuilder rows = new StringBuilder("user,item\n");
    for (int user = 0; user < 400; user++) {
      int cluster = user % 60;
      for (int step = 0; step < 6; step++) {
        rows.append(user).append(",i").append(5 * cluster + (user / 60 + step) % 5).append('\n');
      }
    }
    return Files.writeString(directory.resolve("generated.csv"), rows);
  }

  @Test
  void someDelimitersHaveNames() throws IOException {
    for (String delimiter : new String[] {"space= ", "pipe=|", "tab=\t", "\\t=\t", "::=::"}) {
      String[] nameAndText = delimiter.split("=");
      Path log =
          Files.writeString(
              directory.resolve("log.csv"), "user,item\nu,i\nu,j\n".replace(",", nameAndText[1]));
      CommandRun run =
          CommandRun.of(
              new StatsCommand(),
              "--log=" + log,
              "--delimiter=" + nameAndText[0],
              "--min-user-interactions=1");
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.err().contains("user = user, item = item, time = none"), run.err());
    }
  }

  @Test
  void aWrongFormatIsWrongUseThatNamesTheOption() throws IOException {
    Path log = Files.writeString(directory.resolve("log.csv"), "user,item\nu,i\n");
    CommandRun run = CommandRun.of(new StatsCommand(), "--log=" + log, "--quote=x");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("--quote: expected none, \" or ', found \"x\""), run.err());
  }

  @Test
  void withoutALogIsWrongUse() {
    CommandRun run = CommandRun.of(new StatsCommand());
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("expected a log, found none; name it with --log FILE"), run.err());
  }

  @Test
  void aBadRowIsAFailureOfOneLine() throws IOException {
    Path log = Files.writeString(directory.resolve("log.csv"), "user,item\nu\n");
    CommandRun run = CommandRun.of(new StatsCommand(), "--log=" + log);
    assertEquals(1, run.exitCode());
    assertEquals(
        log + ":2: expected 2 fields, found 1; set the delimiter or the format if needed",
        run.err().strip());
  }

  private CommandRun stats(String... more) throws IOException {
    Files.writeString(directory.resolve("log.csv"), LOG.replace(";", "\t"));
    String[] arguments = {
      "--log=" + directory.resolve("log.csv"),
      "--delimiter=\\t",
      "--user-column=who",
      "--item-column=2",
      "--time-column=When",
      "--min-user-interactions=2",
      "--max-bad-rows=1",
      "--rejects=" + directory.resolve("bad.csv")
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(new StatsCommand(), all);
  }
}
