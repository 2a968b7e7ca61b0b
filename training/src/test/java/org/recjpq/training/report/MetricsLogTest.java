package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.evaluation.RankMetrics;

class MetricsLogTest {
  @TempDir Path run;
  private Path file = Path.of("");
  private MetricsLog log = new MetricsLog(file);

  @BeforeEach
  void open() {
    file = run.resolve("metrics.jsonl");
    log = new MetricsLog(file);
  }

  @Test
  void anEvaluationIsOneLineOfJson() throws IOException {
    log.append(
        new MetricsEntry(20, 2, 0.5, 0.001, new RankMetrics(8, 0.25, 0.5, 0.2, 0.1), 1.5, 99));
    assertEquals(
        """
        {"step":20,"epoch":2,"trainingLoss":0.5,"learningRate":0.001,"validation":\
        {"users":8,"ndcg10":0.25,"recall10":0.5,"mrr":0.2,"hit1":0.1},"elapsedSeconds":1.5,"tensorBytes":99}
        """,
        Files.readString(file));
  }

  @Test
  void readsBackWhatWasAdded() {
    assertEquals(List.of(), log.entries());
    log.append(entry(10));
    log.append(entry(20));
    assertEquals(List.of(entry(10), entry(20)), log.entries());
  }

  @Test
  void aResumedRunDropsLaterLinesAndATornOne() throws IOException {
    log.append(entry(10));
    log.append(entry(20));
    log.append(entry(30));
    Files.writeString(file, "{\"step\":40,\"ep", StandardOpenOption.APPEND);
    assertEquals(3, log.entries().size());
    log.dropAfter(20);
    log.append(entry(25));
    assertEquals(List.of(entry(10), entry(20), entry(25)), log.entries());
    assertEquals(3, Files.readAllLines(file).size());
  }

  @Test
  void saysWhichLineIsNoEvaluation() throws IOException {
    log.append(entry(10));
    Files.writeString(file, "{\"step\":oops}\n", StandardOpenOption.APPEND);
    var failure = assertThrows(DataException.class, log::entries);
    assertEquals(
        file + ":2: expected an evaluation as JSON, found other text; remove the line",
        failure.getMessage());
  }

  @Test
  void saysWhichFileItCannotWrite() throws IOException {
    Files.createDirectory(file);
    var failure = assertThrows(DataException.class, () -> log.append(entry(10)));
    assertEquals(
        file
            + ": expected to write an evaluation, found: "
            + file
            + ": Is a directory; free space or check permissions",
        failure.getMessage());
  }

  private static MetricsEntry entry(long step) {
    return new MetricsEntry(step, 1, 0.7, 0.001, RankMetrics.of(1, 2, 30), 4, 0);
  }
}
