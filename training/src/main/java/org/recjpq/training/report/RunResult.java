package org.recjpq.training.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Seal;
import org.recjpq.training.evaluation.MetricValues;

/**
 * The test metrics and the cost of a finished run; its components are the keys of {@code
 * result.json}.
 *
 * @param model encoder, item embedding and loss, as named in a row of a table
 * @param steps training steps taken
 * @param bestStep the step whose weights were tested
 * @param trainingSeconds time spent in training steps, validations left out
 * @param parameters number of trained float32 parameters
 * @param savedModelBytes size of the export, codes and item ids included
 * @param test metrics of the weights of {@code bestStep} on the test users
 */
public record RunResult(
    String model,
    long steps,
    long bestStep,
    double trainingSeconds,
    long parameters,
    long savedModelBytes,
    MetricValues test) {
  private static final String WHAT = "a result of this version";

  /** Mean time of a training step in milliseconds, waiting for its batch included. */
  public double stepMillis() {
    return steps == 0 ? 0 : 1000 * trainingSeconds / steps;
  }

  /** Writes the result as JSON. */
  public void write(Path file) throws IOException {
    ObjectNode tree = Json.tree(this);
    Seal.put(tree, tree);
    Json.write(file, tree);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if there is no such file, or it is not a result of this version
   */
  public static RunResult read(Path file) throws IOException {
    try {
      ObjectNode tree = Json.read(file, ObjectNode.class, WHAT, "train again");
      Seal seal = Seal.take(tree, tree);
      RunResult result = Json.of(tree, RunResult.class);
      seal.check();
      return result;
    } catch (DataException broken) {
      String message = String.valueOf(broken.getMessage());
      throw message.startsWith(file + ":")
          ? broken
          : new DataException(
              "%s: expected %s, found: %s; train again".formatted(file, WHAT, message), broken);
    } catch (NoSuchFileException missing) {
      throw new DataException(
          "%s: expected the result of a finished run, found none; train it to its end first"
              .formatted(file),
          missing);
    }
  }
}
