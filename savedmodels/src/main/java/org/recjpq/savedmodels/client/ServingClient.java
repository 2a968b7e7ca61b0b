package org.recjpq.savedmodels.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.recjpq.savedmodels.protocol.BatchSizes;
import org.recjpq.savedmodels.protocol.PaddedRows;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;

/**
 * Asks a model that TF Serving serves, by its REST API in column format. It is a sample: take it as
 * it is, or as a pattern for a client of your own.
 *
 * <p>Rows of different lengths are filled up with {@code ""}, and many rows are sent in requests of
 * at most 32, the largest batch that a server takes with the batching configuration that {@code
 * recjpq export --with-deploy} writes. Many threads may ask at once.
 *
 * <p>Every method throws a {@link ServingException} if the server cannot be reached, refuses the
 * request or answers something else than expected, and {@link InterruptedException} if the thread
 * is interrupted while it waits.
 *
 * <p>Source: TensorFlow Serving, {@code g3doc/api_rest.md}.
 */
public final class ServingClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;
  private static final int SHOWN_CHARACTERS = 200;

  private final HttpClient http;
  private final URI predict;
  private final Duration timeout;

  /**
   * Prepares to ask; nothing is sent yet.
   *
   * @param server such as {@code http://localhost:8501}
   * @param model the name that the server has for the model
   * @param timeout the longest time to wait for a connection, and then for an answer
   */
  public ServingClient(URI server, String model, Duration timeout) {
    String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    String root = server.toString().replaceAll("/+$", "");
    this.predict = URI.create(root + "/v1/models/" + name + ":predict");
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // TF Serving does not know HTTP/2
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Recommends items by {@code serving_default}.
   *
   * @param histories ids, oldest first, of any lengths
   * @return a list for each history, best first, as long as the export has them
   */
  public List<List<Recommendation>> recommend(List<List<String>> histories)
      throws IOException, InterruptedException {
    return inBatches(
        histories,
        some ->
            lists(
                call(
                    SignatureNames.SERVING_DEFAULT,
                    Map.of(SignatureNames.HISTORY, PaddedRows.of(some)))));
  }

  /**
   * Recommends items under conditions, by {@code recommend}.
   *
   * @return a list for each request, best first, as full as the request allows
   */
  public List<List<Recommendation>> recommendFiltered(List<ListRequest> requests)
      throws IOException, InterruptedException {
    return inBatches(
        requests,
        some ->
            lists(
                call(
                    SignatureNames.RECOMMEND,
                    Map.of(
                        SignatureNames.HISTORY, rows(some, ListRequest::history),
                        SignatureNames.COUNT, some.stream().map(ListRequest::top).toList(),
                        SignatureNames.EXCLUDE, rows(some, ListRequest::exclude),
                        SignatureNames.ALLOW, rows(some, ListRequest::allowOrAll),
                        SignatureNames.EXCLUDE_SEEN,
                            some.stream().map(ListRequest::excludeSeen).toList()))));
  }

  private static List<List<String>> rows(
      List<ListRequest> requests, Function<ListRequest, List<String>> ids) {
    return PaddedRows.of(requests.stream().map(ids).toList());
  }

  /**
   * Scores given items by {@code score}.
   *
   * @param candidates ids of items for each history, of any number
   * @return for each history the scores of its candidates, in their order; -1e30 for an item that
   *     the model does not know
   */
  public List<float[]> score(List<List<String>> histories, List<List<String>> candidates)
      throws IOException, InterruptedException {
    if (histories.size() != candidates.size()) {
      throw new IllegalArgumentException(
          "expected candidates for each of %d histories, found %d"
              .formatted(histories.size(), candidates.size()));
    }
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < histories.size(); row++) {
      rows.add(row);
    }
    return inBatches(
        rows,
        some ->
            scores(
                some.stream().map(histories::get).toList(),
                some.stream().map(candidates::get).toList()));
  }

  private List<float[]> scores(List<List<String>> histories, List<List<String>> candidates)
      throws IOException, InterruptedException {
    JsonNode outputs =
        call(
            SignatureNames.SCORE,
            Map.of(
                SignatureNames.HISTORY, PaddedRows.of(histories),
                SignatureNames.ITEMS, PaddedRows.of(candidates)));
    List<float[]> scores = vectors(output(outputs, SignatureNames.SCORES));
    List<float[]> cut = new ArrayList<>();
    for (int row = 0; row < candidates.size(); row++) {
      cut.add(Arrays.copyOf(scores.get(row), candidates.get(row).size()));
    }
    return cut;
  }

  /**
   * Finds the items nearest to given ones, by {@code similar_items}.
   *
   * @param items ids
   * @param top how many to find for each
   * @return a list for each item, best first, scored by cosines; an empty one for an unknown item
   */
  public List<List<Recommendation>> similar(List<String> items, int top)
      throws IOException, InterruptedException {
    return inBatches(
        items,
        some ->
            lists(
                call(
                    SignatureNames.SIMILAR_ITEMS,
                    Map.of(
                        SignatureNames.ITEMS,
                        some,
                        SignatureNames.COUNT,
                        Collections.nCopies(some.size(), top)))));
  }

  /** Vectors of histories by {@code embed_history}, d numbers each. */
  public List<float[]> embedHistories(List<List<String>> histories)
      throws IOException, InterruptedException {
    return inBatches(
        histories,
        some ->
            vectors(
                call(
                    SignatureNames.EMBED_HISTORY,
                    Map.of(SignatureNames.HISTORY, PaddedRows.of(some)))));
  }

  /** Vectors of items by {@code embed_items}, d numbers each; 0 for an unknown item. */
  public List<float[]> embedItems(List<String> items) throws IOException, InterruptedException {
    return inBatches(
        items,
        some -> vectors(call(SignatureNames.EMBED_ITEMS, Map.of(SignatureNames.ITEMS, some))));
  }

  /** What {@code model_info} says, by the names of its outputs. */
  public SortedMap<String, String> modelInfo() throws IOException, InterruptedException {
    JsonNode outputs = call(SignatureNames.MODEL_INFO, Map.of(SignatureNames.REQUEST, List.of("")));
    SortedMap<String, String> info = new TreeMap<>();
    outputs
        .properties()
        .forEach(output -> info.put(output.getKey(), output.getValue().path(0).asText()));
    return info;
  }

  /** Answers some of the questions. */
  @FunctionalInterface
  private interface Answer<Q, A> {
    List<A> to(List<Q> questions) throws IOException, InterruptedException;
  }

  private static <Q, A> List<A> inBatches(List<Q> questions, Answer<Q, A> answer)
      throws IOException, InterruptedException {
    List<A> answers = new ArrayList<>(questions.size());
    for (int from = 0; from < questions.size(); from += BatchSizes.largest()) {
      int to = Math.min(questions.size(), from + BatchSizes.largest());
      answers.addAll(answer.to(questions.subList(from, to)));
    }
    return answers;
  }

  /** Calls a signature and returns its outputs: an object, or the bare value of a single one. */
  private JsonNode call(String signature, Map<String, ?> inputs)
      throws IOException, InterruptedException {
    byte[] body = JSON.writeValueAsBytes(Map.of("signature_name", signature, "inputs", inputs));
    HttpRequest request =
        HttpRequest.newBuilder(predict)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = send(request);
    JsonNode json = parsed(response.body());
    if (response.statusCode() != OK) {
      throw new ServingException(
          response.statusCode(),
          "%s, signature %s: expected status 200, found %d: %s; check the name of the model and the server's log"
              .formatted(
                  predict,
                  signature,
                  response.statusCode(),
                  shown(json.path("error").asText(response.body()))));
    }
    return output(json, "outputs");
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new ServingException(
          "%s: expected an answer within %d ms, found %s; check the address and that the server runs"
              .formatted(predict, timeout.toMillis(), failure),
          failure);
    }
  }

  /** The body of a response, or nothing if it is no JSON. */
  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException noJson) {
      return MissingNode.getInstance();
    }
  }

  private JsonNode output(JsonNode outputs, String name) throws ServingException {
    JsonNode output = outputs.get(name);
    if (output == null) {
      throw new ServingException(
          OK,
          "%s: expected \"%s\" in the answer, found %s; check that the model is an export of recjpq"
              .formatted(predict, name, shown(outputs.toString())));
    }
    return output;
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
  }

  /** The lists of an answer, without unused slots, which have no id. */
  private List<List<Recommendation>> lists(JsonNode outputs) throws ServingException {
    JsonNode items = output(outputs, SignatureNames.ITEMS);
    JsonNode scores = output(outputs, SignatureNames.SCORES);
    List<List<Recommendation>> lists = new ArrayList<>();
    for (int row = 0; row < items.size(); row++) {
      List<Recommendation> list = new ArrayList<>();
      for (int rank = 0; rank < items.path(row).size(); rank++) {
        String item = items.path(row).path(rank).asText();
        if (!item.isEmpty()) {
          list.add(new Recommendation(item, (float) scores.path(row).path(rank).asDouble()));
        }
      }
      lists.add(List.copyOf(list));
    }
    return lists;
  }

  private static List<float[]> vectors(JsonNode matrix) {
    List<float[]> rows = new ArrayList<>();
    for (JsonNode row : matrix) {
      float[] vector = new float[row.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) row.path(i).asDouble();
      }
      rows.add(vector);
    }
    return rows;
  }
}
