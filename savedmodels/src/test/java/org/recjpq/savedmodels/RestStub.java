package org.recjpq.savedmodels;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ModelExporter;
import org.tensorflow.Result;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Replaces TF Serving: an HTTP server on this machine that answers predictions of one model, in
 * rows and in columns, according to TensorFlow Serving's {@code g3doc/api_rest.md}, with the graph
 * of a real export.
 */
public final class RestStub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PREDICT = Pattern.compile("/v1/models/([^/:]+):predict");

  private final TestModel model;
  private final Recommender recommender;
  private final String name;
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** The server's rejection of a request. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  /** Serves an export of {@link TestModel#jpq} under a name. */
  public RestStub(Path base, String name) throws IOException {
    this(base, name, TestModel.jpq());
  }

  /** Serves an export of a model, which is closed with this, under a name. */
  public RestStub(Path base, String name, TestModel model) throws IOException {
    this.model = model;
    this.recommender = Recommender.load(ModelExporter.export(model.trained(), 7, base));
    this.name = name;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The served model, without HTTP. */
  public Recommender recommender() {
    return recommender;
  }

  /** An id of the catalogue. */
  public String id(int item) {
    return model.id(item);
  }

  /** The bodies of all requests so far. */
  public List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    int status = 200;
    try {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(body);
      predict(exchange.getRequestURI().getPath(), body, answer);
    } catch (Refusal refusal) {
      status = refusal.status;
      answer.put("error", refusal.getMessage());
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void predict(String path, String body, ObjectNode answer) throws Refusal {
    Matcher predict = PREDICT.matcher(path);
    if (!predict.matches()) {
      throw new Refusal(404, "Malformed request: POST " + path);
    }
    if (!name.equals(predict.group(1))) {
      throw new Refusal(404, "Servable not found for request: Latest(" + predict.group(1) + ")");
    }
    JsonNode request = json(body);
    boolean isRows = request.has("instances");
    if (isRows == request.has("inputs")) {
      throw new Refusal(400, "expected either instances or inputs");
    }
    SessionFunction function = function(request.path("signature_name").asText("serving_default"));
    Set<String> names = function.signature().inputNames();
    Map<String, JsonNode> columns =
        isRows ? columns(request.path("instances"), names) : named(request.path("inputs"), names);
    Map<String, JsonNode> outputs = call(function, columns);
    answer.set(isRows ? "predictions" : "outputs", isRows ? rows(outputs) : bareIfOne(outputs));
  }

  private static JsonNode json(String body) throws Refusal {
    try {
      return JSON.readTree(body);
    } catch (JacksonException broken) {
      throw new Refusal(400, "JSON Parse error: " + broken.getOriginalMessage());
    }
  }

  private SessionFunction function(String signature) throws Refusal {
    try {
      return recommender.bundle().function(signature);
    } catch (IllegalArgumentException unknown) {
      throw new Refusal(
          400, "Serving signature name: \"" + signature + "\" not found in signature def");
    }
  }

  /**
   * Converts rows, which are bare values for one input, else objects, to a column for each input.
   */
  private static Map<String, JsonNode> columns(JsonNode rows, Set<String> names) throws Refusal {
    Map<String, ArrayNode> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, JSON.createArrayNode()));
    for (JsonNode row : rows) {
      for (Map.Entry<String, JsonNode> input : named(row, names).entrySet()) {
        Objects.requireNonNull(columns.get(input.getKey())).add(input.getValue());
      }
    }
    return new LinkedHashMap<>(columns);
  }

  /** The value of each input: those of an object, or a bare value for a single input. */
  private static Map<String, JsonNode> named(JsonNode value, Set<String> names) throws Refusal {
    if (!value.isObject() && names.size() == 1) {
      return Map.of(names.iterator().next(), value);
    }
    Map<String, JsonNode> named = new LinkedHashMap<>();
    for (String name : names) {
      if (!value.has(name)) {
        throw new Refusal(400, "Missing named input: " + name);
      }
      named.put(name, value.path(name));
    }
    if (value.size() != names.size()) {
      throw new Refusal(400, "more inputs than expected");
    }
    return named;
  }

  private static Map<String, JsonNode> call(SessionFunction function, Map<String, JsonNode> columns)
      throws Refusal {
    Map<String, Tensor> inputs = new TreeMap<>();
    try {
      for (Map.Entry<String, TensorDescription> input :
          function.signature().getInputs().entrySet()) {
        inputs.put(
            input.getKey(),
            tensor(Objects.requireNonNull(columns.get(input.getKey())), input.getValue().dataType));
      }
      Map<String, JsonNode> outputs = new TreeMap<>();
      try (Result result = function.call(inputs)) {
        result.forEach(output -> outputs.put(output.getKey(), json(output.getValue())));
      }
      return outputs;
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static Tensor tensor(JsonNode value, DataType type) throws Refusal {
    List<Long> sizes = new ArrayList<>();
    for (JsonNode node = value; node.isArray(); node = node.path(0)) {
      sizes.add((long) node.size());
    }
    List<JsonNode> cells = new ArrayList<>();
    flatten(value, sizes, 0, cells);
    Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    if (type == DataType.DT_STRING) {
      return TString.tensorOf(
          shape,
          DataBuffers.ofObjects(cells.stream().map(JsonNode::asText).toArray(String[]::new)));
    }
    if (type == DataType.DT_INT32) {
      return TInt32.tensorOf(
          shape, DataBuffers.of(cells.stream().mapToInt(JsonNode::asInt).toArray()));
    }
    if (type == DataType.DT_INT64) {
      return TInt64.tensorOf(
          shape, DataBuffers.of(cells.stream().mapToLong(JsonNode::asLong).toArray()));
    }
    boolean[] truths = new boolean[cells.size()];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = cells.get(i).asBoolean();
    }
    return TBool.vectorOf(truths);
  }

  private static void flatten(JsonNode value, List<Long> sizes, int depth, List<JsonNode> cells)
      throws Refusal {
    if (depth == sizes.size()) {
      cells.add(value);
      return;
    }
    if (value.size() != sizes.get(depth)) {
      throw new Refusal(
          400, "Expecting tensor size: " + sizes.get(depth) + " but got: " + value.size());
    }
    for (JsonNode element : value) {
      flatten(element, sizes, depth + 1, cells);
    }
  }

  private static JsonNode json(Tensor tensor) {
    Object array;
    if (tensor instanceof TString strings) {
      array = nested(tensor.shape(), strings::getObject);
    } else if (tensor instanceof TFloat32 floats) {
      array = nested(tensor.shape(), floats::getFloat);
    } else if (tensor instanceof TBool truths) {
      array = nested(tensor.shape(), truths::getBoolean);
    } else if (tensor instanceof TInt32 ints) {
      array = nested(tensor.shape(), ints::getInt);
    } else {
      array = nested(tensor.shape(), ((TInt64) tensor)::getLong);
    }
    return JSON.valueToTree(array);
  }

  /** Reads one element. */
  private interface Element {
    Object at(long... indexes);
  }

  private static List<Object> nested(Shape shape, Element element) {
    List<Object> rows = new ArrayList<>();
    for (long row = 0; row < shape.get(0); row++) {
      if (shape.numDimensions() == 1) {
        rows.add(element.at(row));
        continue;
      }
      List<Object> cells = new ArrayList<>();
      for (long column = 0; column < shape.get(1); column++) {
        cells.add(element.at(row, column));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static JsonNode bareIfOne(Map<String, JsonNode> outputs) {
    return outputs.size() == 1 ? outputs.values().iterator().next() : JSON.valueToTree(outputs);
  }

  /** One object per row, or bare values for a single output. */
  private static JsonNode rows(Map<String, JsonNode> outputs) {
    var rows = JSON.createArrayNode();
    int count = outputs.values().iterator().next().size();
    for (int row = 0; row < count; row++) {
      Map<String, JsonNode> cells = new TreeMap<>();
      for (Map.Entry<String, JsonNode> output : outputs.entrySet()) {
        cells.put(output.getKey(), output.getValue().path(row));
      }
      rows.add(bareIfOne(cells));
    }
    return rows;
  }

  @Override
  public void close() {
    server.stop(0);
    recommender.close();
    model.close();
  }
}
