package org.recjpq.training.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
