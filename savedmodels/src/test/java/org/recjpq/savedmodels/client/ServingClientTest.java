package org.recjpq.savedmodels.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.RestStub;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** The client returns the same answers as the model without HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServingClientTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final float TOLERANCE = 1e-5f;

  private final RestStub stub;
  private final ServingClient client;

  ServingClientTest(@TempDir Path base) throws IOException {
    stub = new RestStub(base, "items for you");
    client = new ServingClient(stub.address(), "items for you", TIMEOUT);
  }

  @AfterAll
  void close() {
    stub.close();
  }

  @Test
  void historiesOfDifferentLengthsAreRecommendedItems() throws Exception {
    List<List<String>> histories =
        List.of(List.of(id(1)), List.of(), List.of(id(6), "unknown", id(5), id(2)));
    assertLists(stub.recommender().recommend(histories), client.recommend(histories));
  }

  @Test
  void manyHistoriesAreSentInBatches() throws Exception {
    List<List<String>> histories = new ArrayList<>();
    for (int item = 0; item < 50; item++) {
      histories.add(List.of(id(item)));
    }
    int before = stub.requests().size();
    List<List<Recommendation>> lists = client.recommend(histories);
    assertEquals(2, stub.requests().size() - before);
    assertLists(stub.recommender().recommend(histories), lists);
  }

  @Test
  void nothingIsAskedAboutNothing() throws Exception {
    int before = stub.requests().size();
    assertEquals(List.of(), client.recommend(List.of()));
    assertEquals(before, stub.requests().size());
  }

  @Test
  void conditionsAreObeyed() throws Exception {
    List<ListRequest> requests =
        List.of(
            ListRequest.of(List.of(id(1), id(2)), 9).withoutSeen(),
            ListRequest.of(List.of(id(3)), 4).without(List.of(id(7), id(8), id(9))),
            ListRequest.of(List.of(id(3)), 4).among(List.of(id(7), id(8))));
    List<List<Recommendation>> lists = client.recommendFiltered(requests);
    assertLists(stub.recommender().recommendFiltered(requests), lists);
    assertEquals(List.of(9, 4, 2), lists.stream().map(List::size).toList());
  }

  @Test
  void candidatesAreScored() throws Exception {
    List<List<String>> histories = List.of(List.of(id(1), id(2)), List.of(id(3)));
    List<List<String>> candidates = List.of(List.of(id(4)), List.of(id(5), "unknown", id(6)));
    List<float[]> expected = stub.recommender().score(histories, candidates);
    List<float[]> found = client.score(histories, candidates);
    assertEquals(2, found.size());
    assertArrayEquals(expected.get(0), found.get(0), TOLERANCE);
    assertArrayEquals(expected.get(1), found.get(1), TOLERANCE);
    assertEquals(-1e30f, found.get(1)[1]);
  }

  @Test
  void similarItemsAreFound() throws Exception {
    List<String> items = List.of(id(11), "unknown");
    List<List<Recommendation>> lists = client.similar(items, 3);
    assertLists(stub.recommender().similar(items, 3), lists);
    assertEquals(List.of(3, 0), lists.stream().map(List::size).toList());
  }

  /** The product of the vectors is the score. */
  @Test
  void vectorsFitTheScores() throws Exception {
    List<String> history = List.of(id(1), id(2));
    float[] left = client.embedHistories(List.of(history)).get(0);
    float[] right = client.embedItems(List.of(id(4))).get(0);
    float product = 0;
    for (int i = 0; i < left.length; i++) {
      product += left[i] * right[i];
    }
    float score = client.score(List.of(history), List.of(List.of(id(4)))).get(0)[0];
    assertEquals(16, left.length);
    assertEquals(score, product, TOLERANCE);
  }

  @Test
  void theModelSaysWhatItIs() throws Exception {
    Map<String, String> info = client.modelInfo();
    assertEquals("60", info.get("item_count"));
    assertEquals("sasrec", info.get("name"));
    assertEquals("1", info.get("version"));
  }

  @Test
  void anErrorOfTheServerIsShown() {
    ServingClient other = new ServingClient(stub.address(), "other", TIMEOUT);
    var failure = assertThrows(ServingException.class, () -> other.recommend(List.of(List.of())));
    assertEquals(404, failure.status());
    assertEquals(
        stub.address()
            + "/v1/models/other:predict, signature serving_default: expected status 200, found 404:"
            + " Servable not found for request: Latest(other); check the name of the model and the"
            + " server's log",
        failure.getMessage());
  }

  @Test
  void aServerThatIsNotThereIsReported() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ServingClient nowhere =
        new ServingClient(URI.create("http://127.0.0.1:" + port + "/"), "m", TIMEOUT);
    var failure = assertThrows(ServingException.class, () -> nowhere.recommend(List.of(List.of())));
    assertEquals(ServingException.NO_ANSWER, failure.status());
    String message = String.valueOf(failure.getMessage());
    assertTrue(
        message.startsWith(
            "http://127.0.0.1:"
                + port
                + "/v1/models/m:predict: expected an answer within 60000 ms, found "),
        message);
    assertTrue(message.endsWith("; check the address and that the server runs"), message);
  }

  @Test
  void answersThatAreNotOfAnExportAreReported() throws IOException {
    assertEquals(
        "expected status 200, found 500: <html> oops </html>; check the name of the model and the"
            + " server's log",
        failureOf(500, "<html>\noops </html>").replaceFirst(".*serving_default: ", ""));
    assertEquals(
        "expected \"outputs\" in the answer, found {\"a\":1}; check that the model is an export of"
            + " recjpq",
        failureOf(200, "{\"a\": 1}").replaceFirst(".*predict: ", ""));
    assertEquals(
        "expected \"items\" in the answer, found [1]; check that the model is an export of recjpq",
        failureOf(200, "{\"outputs\": [1]}").replaceFirst(".*predict: ", ""));
  }

  private static String failureOf(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      ServingClient client = new ServingClient(address, "m", TIMEOUT);
      var failure =
          assertThrows(ServingException.class, () -> client.recommend(List.of(List.of())));
      return String.valueOf(failure.getMessage());
    } finally {
      server.stop(0);
    }
  }

  private String id(int item) {
    return stub.id(item);
  }

  private static void assertLists(
      List<List<Recommendation>> expected, List<List<Recommendation>> found) {
    assertEquals(expected.size(), found.size());
    for (int row = 0; row < expected.size(); row++) {
      List<Recommendation> list = expected.get(row);
      assertEquals(
          list.stream().map(Recommendation::item).toList(),
          found.get(row).stream().map(Recommendation::item).toList());
      for (int rank = 0; rank < list.size(); rank++) {
        assertEquals(list.get(rank).score(), found.get(row).get(rank).score(), TOLERANCE);
      }
    }
  }
}
