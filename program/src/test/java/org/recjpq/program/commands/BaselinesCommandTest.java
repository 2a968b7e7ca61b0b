package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;

class BaselinesCommandTest {
  @TempDir private Path directory = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void writeLog() throws IOException {
    log = directory.resolve("log.csv");
    TinyLog.write(log);
  }

  @Test
  void printsATableOfAllAndWhatTheyCost() {
    CommandRun run = baselines("--validation-users=20", "--seed=3");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).matches(" +cases  ndcg@10  recall@10 .*"), run.out());
    List<String> names =
        List.of("popularity", "recent-popularity", "markov", "transitions", "item-knn", "bpr-mf");
    for (int i = 0; i < names.size(); i++) {
      String row = lines.get(1 + i);
      assertTrue(row.matches(names.get(i) + " +80 +0\\.\\d{4} .*"), row);
      String cost = lines.get(8 + i);
      assertTrue(
          cost.matches(names.get(i) + " +fitted in \\d+\\.\\d s, tested in \\d+\\.\\d s"), cost);
    }
    assertTrue(lines.get(14).startsWith("peak memory"), lines.get(14));
  }

  @Test
  void testsThoseThatAreNamed() {
    List<String> lines = baselines("--baselines=markov,popularity").out().lines().toList();
    assertEquals(
        List.of("markov", "popularity"),
        lines.subList(1, 3).stream().map(row -> row.split(" ")[0]).toList());
    assertEquals("", lines.get(3));
  }

  @Test
  void seenItemsCanBeLeftOut() {
    String all = baselines("--baselines=popularity").out().lines().toList().get(1);
    String unseen =
        baselines("--baselines=popularity", "--exclude-seen").out().lines().toList().get(1);
    assertNotEquals(all, unseen);
  }

  @Test
  void aSmallLogByHand() throws IOException {
    Files.writeString(log, "user,item,time\nu,a,1\nu,b,2\nu,a,3\nv,a,1\nv,b,2\nv,b,3\n");
    // Popularity orders a, b: u's test item a is first, v's test item b second.
    CommandRun run =
        baselines("--baselines=popularity", "--min-user-interactions=2", "--validation-users=0");
    assertTrue(
        run.out()
            .lines()
            .toList()
            .get(1)
            .matches("popularity +2 +0.8155 +1.0000 +0.7500 +0.5000 .*"),
        run.out());
  }

  @Test
  void transitionsAreCountedAsAskedFor() {
    String row = transitions();
    assertNotEquals(row, transitions("--memory-window=1"));
    assertNotEquals(row, transitions("--memory-smoothing=0.1"));
    assertNotEquals(row, transitions("--memory-gap=1"));
    assertEquals(row, transitions("--memory-gap=P9999D"));
    CommandRun wrong = baselines("--baselines=transitions", "--memory-gap=soon");
    assertEquals(2, wrong.exitCode());
    assertTrue(
        wrong.err().contains("longestGap: expected a whole number in the unit of the log, or an"),
        wrong.err());
  }

  private String transitions(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--baselines=transitions");
    return baselines(all.toArray(String[]::new)).out().lines().toList().get(1);
  }

  @Test
  void anUnknownNameIsWrongUse() {
    CommandRun run = CommandRun.ofProgram("baselines", "--log=none", "--baselines=markov,magic");
    assertEquals(2, run.exitCode());
    assertEquals(
        "recjpq: Invalid value for option '--baselines' (NAME): expected one of popularity,"
            + " recent-popularity, markov, transitions, item-knn, bpr-mf, found magic; see recjpq"
            + " baselines --help",
        run.err().strip());
  }

  @Test
  void withoutALogIsWrongUse() {
    CommandRun run = CommandRun.ofProgram("baselines");
    assertEquals(2, run.exitCode());
    assertEquals(
        "recjpq: expected a log, found none; name it with --log FILE; see recjpq baselines --help",
        run.err().strip());
  }

  private CommandRun baselines(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "baselines";
    arguments[1] = "--log=" + log;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.ofProgram(arguments);
  }
}
