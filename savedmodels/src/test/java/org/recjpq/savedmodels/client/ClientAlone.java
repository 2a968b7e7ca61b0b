package org.recjpq.savedmodels.client;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.recjpq.savedmodels.recommendations.ListRequest;

/**
 * A program that sends every kind of request to a server, run by {@link ServingClientAloneTest}.
 */
final class ClientAlone {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private ClientAlone() {}

  public static void main(String[] arguments) {
    for (String name : List.of("org.tensorflow.Tensor", "com.google.protobuf.Message")) {
      OUT.println(name + " " + (isThere(name) ? "is there" : "is not there"));
    }
    try (var client = new ServingClient(URI.create(arguments[0]), "m", Duration.ofSeconds(60))) {
      List<List<String>> histories = List.of(List.of("item-30", "item-31"));
      OUT.println(client.recommend(histories));
      OUT.println(client.recommendFiltered(List.of(ListRequest.of(histories.get(0), 3))));
      print(client.score(histories, histories));
      OUT.println(client.similar(histories.get(0), 2));
      print(client.embedHistories(histories));
      print(client.embedItems(histories.get(0)));
      OUT.println(client.modelInfo());
      try {
        client.recommend(histories, 0);
      } catch (IllegalArgumentException refused) {
        OUT.println(refused.getMessage());
      }
    }
    try (var nobody = new ServingClient(URI.create(arguments[0]), "x", Duration.ofSeconds(60))) {
      nobody.recommend(List.of());
      nobody.recommend(List.of(List.of()));
    } catch (ServingException failure) {
      OUT.println(failure.status());
    }
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  private static void print(List<float[]> rows) {
    OUT.println(rows.stream().map(Arrays::toString).toList());
  }
}
