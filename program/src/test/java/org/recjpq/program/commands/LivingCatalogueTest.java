package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;

/** A run that is extended, and that another training starts from. */
class LivingCatalogueTest {
  @TempDir static Path directory = Path.of("");

  private static Path run = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    Path log = directory.resolve("log.csv");
    run = directory.resolve("run");
    TinyLog.write(log);
    CommandRun trained =
        CommandRun.ofProgram(TinyLog.train(log, run, "--epochs=1", "--negatives=4"));
    assertEquals(0, trained.exitCode(), trained.err());
  }

  @Test
  void newItemsGetCodesByTheirWordsUntilTheyHaveInteractions() throws IOException {
    StringBuilder more = new StringBuilder("user,item,timestamp\n");
    for (int user = 0; user < 6; user++) { // often has 6 interactions, seldom and strange have 1
      more.append("u%d,often,1800000000%n".formatted(user));
    }
    more.append("u6,seldom,1800000000\nu7,strange,1800000000\n");
    StringBuilder items = new StringBuilder("id,title,category\nseldom,\"A c0, or so\",c0\n");
    for (int cluster = 0; cluster < 5; cluster++) {
      for (int rank = 0; rank < 10; rank++) {
        items.append("c%1$d-%2$d,Number %2$d,c%1$d%n".formatted(cluster, rank));
      }
    }
    CommandRun extended =
        CommandRun.ofProgram(
            "extend",
            run.toString(),
            "--log=" + Files.writeString(directory.resolve("more.csv"), more),
            "--categories=" + Files.writeString(directory.resolve("items.csv"), items));
    assertEquals(0, extended.exitCode(), extended.err());
    assertTrue(
        extended
            .out()
            .matches(
                "(?s)\\d+ known items keep their indexes and codes; \\d+ new ones:\\R"
                    + ".* 2  co-occurrence, mean certainty .*"
                    + ".* 1  words, mean certainty .*"),
        extended.out());
  }

  @Test
  void aTrainingThatStartsFromTheRunCanAssignCodesAnew() throws IOException {
    Path next = directory.resolve("next");
    CommandRun started =
        CommandRun.ofProgram(
            "train", "--from-run=" + run, "--run=" + next, "--epochs=1", "--reassign");
    assertEquals(0, started.exitCode(), started.err());
    assertTrue(Files.exists(next.resolve("first-values")), "the sub-embeddings carried over");
    assertTrue(
        Files.readString(next.resolve("config.json")).contains("\"items\" : \"reassigned\""));
    assertTrue(Files.isDirectory(next.resolve("export").resolve("1")));
  }

  @Test
  void aBacktestComparesWaysOfKeepingUp() throws IOException {
    Path folder = directory.resolve("backtest");
    CommandRun tested =
        CommandRun.ofProgram(
            "backtest",
            "--log=" + directory.resolve("log.csv"),
            "--windows=2",
            "--epochs=1",
            "--dimension=8",
            "--splits=2",
            "--sub-ids=4",
            "--ways=extend,reassign",
            "--run=" + folder);
    assertEquals(0, tested.exitCode(), tested.err());
    for (String way : List.of("popularity", "extend", "reassign")) {
      assertTrue(tested.err().contains("Window 1 from "), tested.err());
      assertTrue(tested.err().contains(": " + way + ": ndcg@10 0."), tested.err());
      assertTrue(tested.out().contains("| " + way + " |"), tested.out());
    }
    assertTrue(tested.out().contains(folder.resolve("backtest.html").toString()), tested.out());
    assertTrue(Files.readString(folder.resolve("backtest.csv")).contains("reassign"));
    assertWrongUse(
        "--ways: expected one of extend, new-training, nothing, reassign, warm-start, found",
        "backtest",
        "--log=" + directory.resolve("log.csv"),
        "--ways=sometimes");
  }

  @Test
  void optionsThatNeedOthersAreWrongUse() {
    assertWrongUse("--replay and --reassign require --from-run", "train", "--reassign");
    assertWrongUse("--whole requires --log", "extend", run.toString(), "--whole");
    assertWrongUse(
        "--item-vectors-ids requires --item-vectors",
        "extend",
        run.toString(),
        "--item-vectors-ids=ids.txt");
  }

  private static void assertWrongUse(String message, String... arguments) {
    CommandRun wrong = CommandRun.ofProgram(arguments);
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains(message), wrong.err());
  }
}
