package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.blending.BlendFigures;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricValues.Group;

class MetricsLogTest {
  private static final String LINE =
      """
      {"step":%d,"epoch":1,"trainingLoss":0.7,"learningRate":0.001,"validation":{\
      "overall":{"cases":3,"metrics":{"mrr":0.25}},"head":{"cases":3,"metrics":{"mrr":0.25}},\
      "tail":{"cases":1,"metrics":{"mrr":0.0}},\
      "byHistoryLength":{"6-10":{"cases":3,"metrics":{"mrr":0.25}}},\
      "lists":{"coverage@10":0.125}},"elapsedSeconds":4.5,"tensorBytes":99}
      """;

  @TempDir Path run;
  private Path file = Path.of("");
  private MetricsLog log = new MetricsLog(file);

  @BeforeEach
  void open() {
    file = run.resolve("metrics.jsonl");
    log = new MetricsLog(file);
  }

  @Test
  void figuresOfAMemoryAreKept() {
    BlendFigures figures = new BlendFigures(0.25, 0.125, 0.5, 0.75);
    MetricsEntry plain = entry(20);
    MetricsEntry entry = new MetricsEntry(20, 1, 0.7, 0.001, plain.validation(), 4.5, 99, figures);
    log.append(entry);
    log.append(plain);
    assertEquals(List.of(entry, plain), log.entries());
  }

  @Test
  void anEvaluationIsOneLineOfJson() throws IOException {
    log.append(entry(20));
    String sealed = LINE.formatted(20).replace(":99}", ":99,\"crc32c\":\"311986cd\"}");
    assertEquals(sealed, Files.readString(file));
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
    String message = String.valueOf(failure.getMessage());
    assertTrue(
        message.startsWith(
            file
                + ":2: expected an evaluation of this version as JSON, found: Unrecognized token"
                + " 'oops'"),
        message);
    assertTrue(message.endsWith("; remove the line"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void aMissingNumberIsNotZero() throws IOException {
    assertProblem(
        "found: validation.tail.cases: expected a value, found none",
        LINE.replace("\"tail\":{\"cases\":1,", "\"tail\":{"));
    assertProblem(
        "found: tensorBytes: expected a value, found none",
        LINE.replace(",\"tensorBytes\":99", ""));
    assertProblem(
        "found: validation.tail: mrr: expected a value, found none",
        LINE.replace("\"mrr\":0.0", "\"mrr\":null"));
  }

  private void assertProblem(String problem, String line) throws IOException {
    Files.writeString(file, line.formatted(10));
    var failure = assertThrows(DataException.class, log::entries);
    assertTrue(
        String.valueOf(failure.getMessage())
            .startsWith(file + ":1: expected an evaluation of this version as JSON, found: "),
        failure.getMessage());
    assertTrue(String.valueOf(failure.getMessage()).contains(problem), failure.getMessage());
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
    Group all = new Group(3, Map.of("mrr", 0.25));
    Group tail = new Group(1, Map.of("mrr", 0.0));
    MetricValues values =
        new MetricValues(all, all, tail, Map.of("6-10", all), Map.of("coverage@10", 0.125));
    return new MetricsEntry(step, 1, 0.7, 0.001, values, 4.5, 99, null);
  }
}
