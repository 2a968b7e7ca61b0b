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
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;
import org.recjpq.training.TrainedModel;
import org.recjpq.training.Training;
import org.recjpq.training.config.TrainingConfig;

/** What the program does with a run that the library made of rows in memory. */
class LibraryRunTest {
  @TempDir static Path directory = Path.of("");

  private static Path log = Path.of("");
  private static Path fromMemory = Path.of("");
  private static Path fromFile = Path.of("");

  /** The same training twice: by the library and by the program. */
  @BeforeAll
  static void train() throws Exception {
    log = directory.resolve("log.csv");
    fromMemory = directory.resolve("memory");
    fromFile = directory.resolve("file");
    TinyLog.write(log);
    CommandRun trained =
        CommandRun.ofProgram(TinyLog.train(log, fromFile, "--epochs=1", "--negatives=4"));
    assertEquals(0, trained.exitCode(), trained.err());
    TrainingConfig config = TrainingConfig.read(fromFile.resolve("config.json"));
    try (TrainedModel model = Training.of(rows(), config).folder(fromMemory).train()) {
      model.test();
      model.export(10);
    }
  }

  private static Interactions rows() throws IOException {
    InteractionsBuilder rows = Interactions.builder();
    List<String> lines = Files.readAllLines(log);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      rows.add(fields[0], fields[1], Long.parseLong(fields[2]));
    }
    return rows.build();
  }

  @Test
  void isComparedWithARunOfTheSameRowsInAFile() {
    CommandRun compared =
        CommandRun.ofProgram("compare", fromFile.toString(), fromMemory.toString());
    assertEquals(0, compared.exitCode(), compared.err());
    List<String> rows = compared.out().lines().takeWhile(line -> !line.isEmpty()).toList();
    assertEquals(4, rows.size(), compared.out());
    assertTrue(compared.out().contains("| equal within ±5 % |"), compared.out());
    String tested = metrics(rows.get(2));
    assertTrue(tested.startsWith("gsasrec jpq-svd, 80, 0."), tested);
    assertEquals(tested, metrics(rows.get(3)));
  }

  /** The first columns: after them come times. */
  private static String metrics(String row) {
    return String.join(", ", List.of(row.split(" *\\| *", -1)).subList(1, 8));
  }

  @Test
  void needsItsRowsInAFileForAnythingElse() {
    CommandRun alone = CommandRun.ofProgram("evaluate", fromMemory.toString());
    assertEquals(1, alone.exitCode());
    assertTrue(
        alone
            .err()
            .contains(
                "expected a run that names its source of interactions, found one whose interactions"
                    + " were in memory; pass them again"),
        alone.err());
    CommandRun evaluated = CommandRun.ofProgram("evaluate", fromMemory.toString(), "--log=" + log);
    assertEquals(0, evaluated.exitCode(), evaluated.err());
    assertEquals(CommandRun.ofProgram("evaluate", fromFile.toString()).out(), evaluated.out());
  }
}
