package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricValues.Group;

class RunResultTest {
  private static final Group GROUP = new Group(8, Map.of("mrr", 0.25, "ndcg@10", 0.5));
  private static final RunResult RESULT =
      new RunResult(
          "model",
          4,
          3,
          2.5,
          7,
          9,
          new MetricValues(GROUP, GROUP, GROUP, Map.of("0", GROUP), Map.of()));

  @TempDir Path run = Path.of("");

  @Test
  void isReadBackAsItWasWritten() throws IOException {
    Path file = run.resolve("result.json");
    RESULT.write(file);
    assertEquals(RESULT, RunResult.read(file));
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    Path file = run.resolve("result.json");
    RESULT.write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      try {
        assertEquals(RESULT, RunResult.read(file), "byte " + at);
      } catch (DataException refused) {
        assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
      }
    }
  }

  @Test
  void aMissingNumberIsNotZero() throws IOException {
    Path file = run.resolve("result.json");
    RESULT.write(file);
    String json = Files.readString(file);
    Files.writeString(file, json.replaceFirst("\"cases\" : 8,", ""));
    assertProblem(file, "test.overall.cases: expected a value, found none");
    Files.writeString(file, json.replace("\"bestStep\" : 3,", ""));
    assertProblem(file, "bestStep: expected a value, found none");
    Files.writeString(file, json.replace("\"steps\" : 4,", "\"steps\" : null,"));
    assertProblem(file, "steps: Cannot map `null` into type `long`");
  }

  private static void assertProblem(Path file, String problem) {
    var failure = assertThrows(DataException.class, () -> RunResult.read(file));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith(file + ": expected a result of this version, found: "), message);
    assertTrue(message.contains(problem), message);
    assertEquals(1, message.lines().count());
  }
}
