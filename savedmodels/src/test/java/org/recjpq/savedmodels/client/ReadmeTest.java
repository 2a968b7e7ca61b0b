package org.recjpq.savedmodels.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.RestStub;

/** The lines with {@code curl} in the README are well-formed requests, one for each signature. */
class ReadmeTest {
  private static final Pattern CURL =
      Pattern.compile("curl -s localhost:8501(/\\S+) -d '([^']*)'", Pattern.DOTALL);
  private static final Pattern SIGNATURE = Pattern.compile("\"signature_name\": \"(\\w+)\"");

  @Test
  void everyCurlLineIsAnswered(@TempDir Path base) throws Exception {
    Set<String> signatures = new TreeSet<>();
    try (RestStub stub = new RestStub(base, "recjpq")) {
      for (MatchResult curl : curls()) {
        Matcher signature = SIGNATURE.matcher(curl.group(2));
        signatures.add(signature.find() ? signature.group(1) : "serving_default");
        assertEquals(200, status(stub.address() + curl.group(1), curl.group(2)), curl.group(2));
      }
    }
    assertEquals(
        Set.of(
            "serving_default",
            "recommend",
            "score",
            "similar_items",
            "embed_history",
            "embed_items",
            "model_info"),
        signatures);
  }

  private static List<MatchResult> curls() throws IOException {
    return CURL.matcher(Files.readString(Path.of("..", "README.md"))).results().toList();
  }

  private static int status(String address, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
