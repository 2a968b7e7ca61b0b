package org.recjpq.program.console;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.recjpq.training.config.ReadableSettings;
import org.recjpq.training.runs.RunData;

/** The effective settings of a run in a few lines, one for each part of its configuration. */
public final class ConfigText {
  private ConfigText() {}

  /** Lines such as {@code loss: kind gbce, negatives 64, ...}. */
  public static String of(RunData data) {
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    ReadableSettings.of(data.settings())
        .forEach(
            (path, value) -> {
              int dot = path.indexOf('.');
              String part = dot < 0 ? "run" : path.substring(0, dot);
              StringBuilder line = lines.computeIfAbsent(part, p -> new StringBuilder());
              line.append(line.isEmpty() ? "" : ", ").append(path.substring(dot + 1)).append(' ');
              line.append(value);
            });
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (part, line) -> text.append(String.format(Locale.ROOT, "  %-13s %s%n", part, line)));
    return text.toString();
  }
}
