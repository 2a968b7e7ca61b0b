package org.recjpq.savedmodels.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.recjpq.assignment.json.Json;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.BatchSizes;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.protocol.PaddedRows;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Questions;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/**
 * A client for a model served by TF Serving, using its REST API in column format. It is a sample:
 * use it as it is, or as a template for your own client.
 *
 * <p>Rows of different lengths are padded with {@code ""}, and many rows are sent in requests of at
 * most 32, the largest batch that a server accepts with the batching configuration in the
 * deployment files of an export. Thread-safe.
 *
 * <p>Every request throws a {@link ServingException} if the server cannot be reached, rejects the
 * request or gives an unexpected answer, or if the thread is interrupted while waiting; its
 * interrupt flag is then set. Nothing needs to be closed.
 *
 * <p>Source: TensorFlow Serving, {@code g3doc/api_rest.md}.
 */
public final class ServingClient implements RecommendationService {
  private static final int OK = 200;
  private static final int SHOWN_CHARACTERS = 200;

  private final HttpClient http;
  private final URI predict;
  private final Duration timeout;
  private final ItemIds ids;

  /**
   * Creates a client; nothing is sent yet.
   *
   * @param server such as {@code http://localhost:8501}
   * @param model the server's name for the model
   * @param timeout the maximum time to wait for a connection, and then for an answer
   */
  public ServingClient(URI server, String model, Duration timeout) {
    this(server, model, timeout, ItemIds.STRINGS);
  }

  /**
   * Creates a client of an export whose signatures do not take external ids as they are.
   *
   * @param server such as {@code http://localhost:8501}
   * @param model the server's name for the model
   * @param timeout the maximum time to wait for a connection, and then for an answer
   * @param ids those of the export that is served, {@link ItemIds#of(java.nio.file.Path)}
   */
  public ServingClient(URI server, String model, Duration timeout, ItemIds ids) {
    String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    String root = server.toString().replaceAll("/+$", "");
    this.predict = URI.create(root + "/v1/models/" + name + ":predict");
    this.timeout = timeout;
    this.ids = ids;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // TF Serving does not support HTTP/2
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public List<List<Recommendation>> recommend(List<List<String>> histories) {
    return inBatches(
        histories,
        List::size,
        some ->
            lists(
                call(
                    SignatureNames.SERVING_DEFAULT, Map.of(SignatureNames.HISTORY, padded(some)))));
  }

  @Override
  public List<List<Recommendation>> recommendFiltered(List<ListRequest> requests) {
    return inBatches(
        requests,
        ListRequest::longest,
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

  private List<List<Object>> rows(
      List<ListRequest> requests, Function<ListRequest, List<String>> items) {
    return padded(requests.stream().map(items).toList());
  }

  /** Rows of ids as the signatures take them. */
  private List<List<Object>> padded(List<List<String>> rows) {
    return PaddedRows.of(rows).stream().map(this::named).toList();
  }

  private List<Object> named(List<String> items) {
    return items.stream()
        .<Object>map(id -> ids.form() == IdForm.STRINGS ? id : (Object) ids.number(id))
        .toList();
  }

  @Override
  public List<float[]> score(List<List<String>> histories, List<List<String>> candidates) {
    Questions.requireCandidates(histories, candidates);
    List<Integer> rows = IntStream.range(0, histories.size()).boxed().toList();
    return inBatches(
        rows,
        row -> Math.max(histories.get(row).size(), candidates.get(row).size()),
        some ->
            scores(
                some.stream().map(histories::get).toList(),
                some.stream().map(candidates::get).toList()));
  }

  private List<float[]> scores(List<List<String>> histories, List<List<String>> candidates) {
    JsonNode outputs =
        call(
            SignatureNames.SCORE,
            Map.of(
                SignatureNames.HISTORY, padded(histories),
                SignatureNames.ITEMS, padded(candidates)));
    List<float[]> scores = vectors(output(outputs, SignatureNames.SCORES));
    requireSize("rows of scores", candidates.size(), scores.size());
    List<float[]> cut = new ArrayList<>();
    for (int row = 0; row < candidates.size(); row++) {
      int asked = candidates.get(row).size();
      requireSize("scores", asked, Math.min(asked, scores.get(row).length)); // rows are padded
      cut.add(Arrays.copyOf(scores.get(row), asked));
    }
    return cut;
  }

  @Override
  public List<List<Recommendation>> similar(List<String> items, int top) {
    Questions.requireTop(top);
    return inBatches(
        items,
        item -> 1,
        some ->
            lists(
                call(
                    SignatureNames.SIMILAR_ITEMS,
                    Map.of(
                        SignatureNames.ITEMS,
                        named(some),
                        SignatureNames.COUNT,
                        Collections.nCopies(some.size(), top)))));
  }

  @Override
  public List<float[]> embedHistories(List<List<String>> histories) {
    return inBatches(
        histories,
        List::size,
        some ->
            vectors(
                call(SignatureNames.EMBED_HISTORY, Map.of(SignatureNames.HISTORY, padded(some)))));
  }

  @Override
  public List<float[]> embedItems(List<String> items) {
    return inBatches(
        items,
        item -> 1,
        some ->
            vectors(call(SignatureNames.EMBED_ITEMS, Map.of(SignatureNames.ITEMS, named(some)))));
  }

  /** The answer of {@code model_info}, by the names of its outputs. */
  public SortedMap<String, String> modelInfo() {
    JsonNode outputs = call(SignatureNames.MODEL_INFO, Map.of(SignatureNames.REQUEST, List.of("")));
    SortedMap<String, String> info = new TreeMap<>();
    outputs
        .properties()
        .forEach(output -> info.put(output.getKey(), output.getValue().path(0).asText()));
    return info;
  }

  private <Q, A> List<A> inBatches(
      List<Q> questions, ToIntFunction<Q> ids, Function<List<Q>, List<A>> answer) {
    return Questions.inBatches(
        questions,
        ids,
        BatchSizes.largest(),
        some -> {
          List<A> answers = answer.apply(some);
          requireSize("answers", some.size(), answers.size());
          return answers;
        });
  }

  /** Calls a signature and returns its outputs: an object, or the bare value of a single one. */
  private JsonNode call(String signature, Map<String, ?> inputs) {
    String body = Json.tree(Map.of("signature_name", signature, "inputs", inputs)).toString();
    HttpRequest request =
        HttpRequest.newBuilder(predict)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = send(request);
    JsonNode json = parsed(response.body());
    if (response.statusCode() != OK) {
      throw new ServingException(
          response.statusCode(),
          ("%s, signature %s: expected status 200, found %d: %s; check the name of the model and"
                  + " the server's log")
              .formatted(
                  predict,
                  signature,
                  response.statusCode(),
                  shown(json.path("error").asText(response.body()))));
    }
    return output(json, "outputs");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw unanswered(
          "%s; check the address and that the server runs".formatted(failure), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unanswered("an interrupt of this thread; ask again", interrupted);
    }
  }

  private ServingException unanswered(String found, Exception cause) {
    return new ServingException(
        "%s: expected an answer within %d ms, found %s"
            .formatted(predict, timeout.toMillis(), found),
        cause);
  }

  /** The body of a response, or nothing if it is not JSON. */
  private static JsonNode parsed(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JacksonException noJson) {
      return MissingNode.getInstance();
    }
  }

  private JsonNode output(JsonNode outputs, String name) {
    JsonNode output = outputs.get(name);
    if (output == null) {
      throw unexpected("\"" + name + "\" in the answer", outputs.toString());
    }
    return output;
  }

  private void requireSize(String what, int expected, int found) {
    if (found != expected) {
      throw unexpected(expected + " " + what, Integer.toString(found));
    }
  }

  private ServingException unexpected(String expected, String found) {
    return new ServingException(
        OK,
        "%s: expected %s, found %s; check that the model is an export of recjpq"
            .formatted(predict, expected, shown(found)));
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
  }

  /** The lists of an answer, without unused slots, which have no id. */
  private List<List<Recommendation>> lists(JsonNode outputs) {
    JsonNode items = output(outputs, SignatureNames.ITEMS);
    List<float[]> scores = vectors(output(outputs, SignatureNames.SCORES));
    requireSize("rows of scores", items.size(), scores.size());
    List<List<Recommendation>> lists = new ArrayList<>();
    for (int row = 0; row < items.size(); row++) {
      requireSize("scores", items.path(row).size(), scores.get(row).length);
      List<Recommendation> list = new ArrayList<>();
      for (int rank = 0; rank < items.path(row).size(); rank++) {
        String item = id(items.path(row).path(rank));
        if (!item.isEmpty()) {
          list.add(new Recommendation(item, scores.get(row)[rank]));
        }
      }
      lists.add(List.copyOf(list));
    }
    return lists;
  }

  private String id(JsonNode item) {
    if (ids.form() == IdForm.STRINGS) {
      return item.asText();
    }
    if (!item.isIntegralNumber()) {
      throw unexpected("items that are numbers, as in the export of the given ids", item.asText());
    }
    try {
      return ids.id(item.longValue());
    } catch (IndexOutOfBoundsException | ArithmeticException other) {
      throw unexpected("an item of the given ids", item.asText());
    }
  }

  private List<float[]> vectors(JsonNode matrix) {
    List<float[]> rows = new ArrayList<>();
    for (JsonNode row : matrix) {
      float[] vector = new float[row.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = number(row.path(i));
      }
      rows.add(vector);
    }
    return rows;
  }

  private float number(JsonNode cell) {
    if (!cell.isNumber()) {
      throw unexpected("a number", cell.toString());
    }
    return cell.floatValue();
  }

  @Override
  public void close() {
    // Java's HTTP client ends by itself
  }
}
