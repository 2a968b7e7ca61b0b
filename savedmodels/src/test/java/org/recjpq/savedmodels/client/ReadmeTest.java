package org.recjpq.savedmodels.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.RestStub;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.reloading.ReloadingRecommender;

/**
 * The lines with {@code curl} in the README are well-formed requests, one for each signature, and
 * its Java compiles.
 */
class ReadmeTest {
  private static final Pattern CURL =
      Pattern.compile("curl -s localhost:8501(/\\S+) -d '([^']*)'", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
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
    return CURL.matcher(readme()).results().toList();
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("..", "README.md"));
  }

  @Test
  void theJavaOfAnsweringCompiles(@TempDir Path scratch) throws IOException {
    List<String> blocks =
        JAVA.matcher(readme())
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains("Recommender.") || block.contains("ServingClient"))
            .toList();
    assertEquals(2, blocks.size());
    StringBuilder source = new StringBuilder();
    for (Class<?> used :
        List.of(
            Recommender.class,
            ServingClient.class,
            Recommendation.class,
            ReloadingRecommender.class,
            Path.class,
            URI.class,
            Duration.class,
            List.class)) {
      source.append("import %s.*;\n".formatted(used.getPackageName()));
    }
    source.append("class Snippets {\n");
    for (int block = 0; block < blocks.size(); block++) {
      source.append("void b%d() throws Exception {\n%s}\n".formatted(block, blocks.get(block)));
    }
    Path file = Files.writeString(scratch.resolve("Snippets.java"), source.append("}\n"));
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    boolean compiles =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    scratch.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file.toFile()))
            .call();
    assertTrue(compiles, messages::toString);
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
