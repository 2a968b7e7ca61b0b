package org.recjpq.training.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricsTable;

/**
 * A report on a run on one page: final metrics, curves, sizes and configuration. The page is
 * well-formed XML, needs no other resources, and follows the reader's light or dark setting.
 *
 * @param title heading of the page
 * @param results the final metrics of the model and its baselines
 * @param test the final metrics of the model
 * @param evaluations the evaluations during training, in order; curves leave out non-finite values
 * @param sizes readable names and values, such as "sub-embeddings" and "0.5 MiB", in order
 * @param config the configuration of the run, in order
 */
public record HtmlReport(
    String title,
    MetricsTable results,
    MetricValues test,
    List<MetricsEntry> evaluations,
    Map<String, String> sizes,
    Map<String, String> config) {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --faint: #d0d7de;
        --curve: #0969da; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6edf3; --paper: #0d1117; --faint: #30363d; --curve: #58a6ff; } }
      body { color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, sans-serif;
        max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--faint); text-align: right; }
      th:first-child, .pairs td { text-align: left; }
      th:first-child { white-space: nowrap; }
      .pairs td { overflow-wrap: anywhere; }
      svg { width: 100%; max-width: 640px; font-size: 12px; }
      svg text { fill: var(--ink); }
      svg .grid { stroke: var(--faint); }
      svg polyline { fill: none; stroke: var(--curve); stroke-width: 2; }
      svg circle { fill: var(--curve); }
      """;

  /**
   * Writes the page, atomically replacing an older one.
   *
   * @throws DataException if writing fails
   */
  public void write(Path file) {
    try {
      AtomicFiles.write(file, out -> out.write(html().getBytes(UTF_8)));
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to write the report, found: %s; free space or check permissions"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  String html() {
    String name = Html.escape(title);
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <h1>%s</h1>
    """
            .formatted(name, STYLE, name)
        + section("Results", table(results.rows()))
        + section("Results by length of history", table(MetricsTable.byHistoryLength(test)))
        + section("Training loss", chart("Training loss", MetricsEntry::trainingLoss))
        + validations()
        + section("Sizes", pairs(sizes))
        + section("Configuration", pairs(config))
        + "</body>\n</html>\n";
  }

  private static String section(String heading, String content) {
    return "<h2>%s</h2>\n<div class=\"wide\">\n%s</div>\n".formatted(heading, content);
  }

  /** A chart per metric that every evaluation has. */
  private String validations() {
    StringBuilder charts = new StringBuilder();
    evaluations.stream()
        .map(entry -> entry.validation().overall().metrics().keySet())
        .reduce(HtmlReport::common)
        .orElse(Set.of())
        .forEach(
            key -> {
              String name = "Validation " + key;
              String chart = chart(name, entry -> entry.validation().overall().mean(key));
              charts.append(section(Html.escape(name), chart));
            });
    return charts.toString();
  }

  private static Set<String> common(Set<String> some, Set<String> others) {
    Set<String> common = new LinkedHashSet<>(some);
    common.retainAll(others);
    return common;
  }

  private static String table(List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table>\n");
    String cell = "th";
    for (List<String> row : rows) {
      table.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        String tag = column == 0 ? "th" : cell;
        table.append("<%s>%s</%s>".formatted(tag, Html.escape(row.get(column)), tag));
      }
      table.append("</tr>\n");
      cell = "td";
    }
    return table.append("</table>\n").toString();
  }

  private String chart(String name, ToDoubleFunction<MetricsEntry> value) {
    List<LineChart.Point> points =
        evaluations.stream()
            .map(entry -> new LineChart.Point((double) entry.step(), value.applyAsDouble(entry)))
            .filter(point -> Double.isFinite(point.value()))
            .toList();
    return points.isEmpty() ? "<p>No evaluation.</p>\n" : new LineChart(name, points).svg();
  }

  private static String pairs(Map<String, String> pairs) {
    StringBuilder table = new StringBuilder("<table class=\"pairs\">\n");
    pairs.forEach(
        (name, value) ->
            table.append(
                "<tr><th>%s</th><td>%s</td></tr>\n"
                    .formatted(Html.escape(name), Html.escape(value))));
    return table.append("</table>\n").toString();
  }
}
