package org.recjpq.training.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.recjpq.assignment.json.Json;
import org.recjpq.training.loop.Curves;
import org.recjpq.training.tensorboard.Experiment;
import org.recjpq.training.tensorboard.Experiment.Kind;
import org.recjpq.training.tensorboard.Experiment.Setting;

/** The settings by which runs are compared on TensorBoard, the most important ones first. */
final class ComparedSettings {
  private static final List<String> MOST_TELLING_FIRST =
      List.of(
          "model",
          "memory",
          "loss",
          "task",
          "optimization",
          "schedule",
          "holdout",
          "filters",
          "evaluation",
          "computation",
          "seed");

  private ComparedSettings() {}

  /** The settings of a run, and the curves of its results. */
  static Experiment experiment(RunData data) {
    JsonNode tree = Json.tree(data.config().training());
    return new Experiment(
        of(data).keySet().stream().map(path -> new Setting(path, kind(tree, path))).toList(),
        Curves.results(data.config().training().evaluation()));
  }

  private static Kind kind(JsonNode tree, String path) {
    JsonNode value = tree.at("/" + path.replace('.', '/'));
    if (value.isBoolean()) {
      return Kind.TRUTH_VALUE;
    }
    boolean follows = value.isMissingNode(); // a number that a loss derives from its settings
    return value.isNumber() || follows ? Kind.NUMBER : Kind.TEXT;
  }

  /** The values of a run. */
  static Map<String, String> of(RunData data) {
    Map<String, String> settings = data.settings();
    Map<String, String> compared = new LinkedHashMap<>();
    for (String part : MOST_TELLING_FIRST) {
      settings.forEach(
          (path, value) -> {
            if (path.equals(part) || path.startsWith(part + ".")) {
              compared.put(path, value);
            }
          });
    }
    return compared;
  }
}
