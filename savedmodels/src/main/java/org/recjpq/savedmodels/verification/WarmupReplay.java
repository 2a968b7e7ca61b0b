package org.recjpq.savedmodels.verification;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.requests.PredictRequest;
import org.recjpq.savedmodels.requests.SignatureTensors;
import org.recjpq.savedmodels.requests.TensorMessages;
import org.recjpq.savedmodels.requests.WarmupFile;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.TFloat32;

/**
 * Sends the warm-up requests of an export to its signatures, and checks that every answer has the
 * signature's outputs, with their types and shapes and the rows of the request, and finite numbers.
 */
public final class WarmupReplay {
  private final Path file;
  private final SavedModelBundle bundle;
  private final List<PredictRequest> requests;

  /**
   * Reads the requests of a loaded export.
   *
   * @throws DataException if it has none, or they are damaged
   */
  public WarmupReplay(Recommender recommender) {
    this(recommender, WarmupFile.read(recommender.directory()));
  }

  WarmupReplay(Recommender recommender, List<PredictRequest> requests) {
    this.file = recommender.directory().resolve(WarmupFile.PATH);
    this.bundle = recommender.bundle();
    this.requests = requests;
  }

  /**
   * Sends the requests.
   *
   * @return the number of requests per signature, in the order of the file
   * @throws DataException naming the first request that is not answered correctly
   */
  public Map<String, Integer> run() {
    Map<String, Integer> sent = new LinkedHashMap<>();
    for (int record = 0; record < requests.size(); record++) {
      PredictRequest request = requests.get(record);
      try {
        send(request);
      } catch (DataException | TensorFlowException | IllegalArgumentException failure) {
        throw new DataException(
            "%s, record %d, signature %s: %s; export the model again"
                .formatted(file, record + 1, request.signature(), firstLine(failure)),
            failure);
      }
      sent.merge(request.signature(), 1, Integer::sum);
    }
    return sent;
  }

  private static String firstLine(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private void send(PredictRequest request) {
    SessionFunction function = bundle.function(request.signature());
    require("inputs", new TreeSet<>(function.signature().inputNames()), request.inputs().keySet());
    Map<String, Tensor> inputs = new TreeMap<>();
    try {
      request.inputs().forEach((name, message) -> inputs.put(name, TensorMessages.tensor(message)));
      check(function.signature().getInputs(), inputs);
      long rows = inputs.values().iterator().next().shape().get(0);
      try (Result answer = function.call(inputs)) {
        check(function.signature().getOutputs(), answer, rows);
      }
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static void check(
      Map<String, TensorDescription> descriptions, Map<String, Tensor> inputs) {
    inputs.forEach(
        (name, input) -> check(name, Objects.requireNonNull(descriptions.get(name), name), input));
  }

  private static void check(Map<String, TensorDescription> outputs, Result answer, long rows) {
    outputs.forEach(
        (name, description) -> {
          Tensor output = SignatureTensors.output(answer, name);
          check(name, description, output);
          require("rows of " + name, rows, output.shape().get(0));
          if (output instanceof TFloat32 numbers) {
            checkFinite(name, numbers);
          }
        });
  }

  private static void check(String name, TensorDescription description, Tensor tensor) {
    require(name + " of type", description.dataType, tensor.dataType());
    if (!description.shape.isCompatibleWith(tensor.shape())) {
      throw different(name + " of shape", description.shape, tensor.shape());
    }
  }

  private static void checkFinite(String name, TFloat32 numbers) {
    numbers
        .scalars()
        .forEach(
            number -> {
              if (!Float.isFinite(number.getFloat())) {
                throw different(name, "finite numbers", number.getFloat());
              }
            });
  }

  private static void require(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw different(what, expected, found);
    }
  }

  private static DataException different(String what, Object expected, Object found) {
    return new DataException("%s: expected %s, found %s".formatted(what, expected, found));
  }
}
