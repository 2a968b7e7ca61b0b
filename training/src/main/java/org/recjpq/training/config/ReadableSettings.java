package org.recjpq.training.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings for people: numbers that mean none or all are said so. */
public final class ReadableSettings {
  /** What 0 means, where it is not a number. */
  private static final Map<String, String> ZERO =
      Map.of(
          "evaluation.testUsers", "all",
          "schedule.batchesPerEpoch", "no limit",
          "optimization.clipNorm", "none",
          "optimization.averageDecay", "none",
          "optimization.warmupSteps", "none",
          "optimization.embeddingL2", "none",
          "optimization.optimizer.weightDecay", "none",
          "memory.successors", "none",
          "model.dropout", "none");

  private ReadableSettings() {}

  /**
   * The same settings in the same order, for reading only.
   *
   * @param settings values by path
   */
  public static Map<String, String> of(Map<String, String> settings) {
    Map<String, String> readable = new LinkedHashMap<>();
    settings.forEach((path, value) -> readable.put(path, value(path, value)));
    return readable;
  }

  /** The value of one setting, for reading only. */
  static String value(String path, String value) {
    String number = value.replaceFirst("^(-?\\d+)\\.0$", "$1");
    return number.equals("0") ? ZERO.getOrDefault(path, number) : number;
  }
}
