package org.recjpq.program.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.graph.placement.ClusterAddresses;

/**
 * A cluster, and which of its tasks this process is.
 *
 * @param addresses of all tasks, the chief's first
 * @param number 0 for the chief
 */
public record ClusterTask(ClusterAddresses addresses, int number) {
  /** The environment variable in which TensorFlow's tools describe a cluster. */
  public static final String VARIABLE = "TF_CONFIG";

  private static final String CHIEF = "chief";
  private static final String WORKER = "worker";

  /**
   * The cluster of an option, or else of the environment.
   *
   * @param option host:port,host:port and so on, or null
   * @param number of the task, for an option
   * @param environment the value of {@link #VARIABLE}, or null
   * @return null if neither describes a cluster of two or more tasks
   * @throws DataException if they are wrong
   */
  public static @Nullable ClusterTask of(
      @Nullable String option, int number, @Nullable String environment) {
    try {
      if (option != null) {
        return new ClusterTask(ClusterAddresses.parse(option), number);
      }
      return environment == null || environment.isBlank() ? null : ofEnvironment(environment);
    } catch (IllegalArgumentException wrong) {
      String where = option == null ? VARIABLE : "--cluster";
      throw new DataException(where + ": " + wrong.getMessage(), wrong);
    }
  }

  /** As in {"cluster": {"chief": [...], "worker": [...]}, "task": {"type": ..., "index": ...}}. */
  private static @Nullable ClusterTask ofEnvironment(String json) {
    JsonNode tree;
    try {
      tree = Json.mapper().readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("expected JSON, found \"" + json + "\"", notJson);
    }
    List<String> chiefs = texts(tree.at("/cluster/" + CHIEF));
    List<String> all = new ArrayList<>(chiefs);
    all.addAll(texts(tree.at("/cluster/" + WORKER)));
    if (all.size() < 2) {
      return null; // a single machine
    }
    String type = tree.at("/task/type").asText(WORKER);
    int index = tree.at("/task/index").asInt(0);
    return switch (type) {
      case CHIEF -> new ClusterTask(new ClusterAddresses(all), index);
      case WORKER -> new ClusterTask(new ClusterAddresses(all), chiefs.size() + index);
      default ->
          throw new IllegalArgumentException(
              "expected a task of type chief or worker, found " + type);
    };
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
