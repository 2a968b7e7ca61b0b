package org.recjpq.training.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations side by side as text, one row each, columns aligned: all metrics that one of them was
 * configured with, the first {@value #METRICS_OF_A_GROUP} for head and tail, and metrics of lists
 * if there are any.
 *
 * <pre>
 *             cases  ndcg@10  recall@10     mrr   hit@1  head cases  ndcg@10  recall@10  tail cases  ...
 * popularity    610   0.0112     0.0246  0.0131  0.0033         550   0.0124     0.0273          60  ...
 * </pre>
 */
public final class MetricsTable {
  private static final int METRICS_OF_A_GROUP = 2;
  private static final String UNKNOWN = "-";

  private record Row(String name, MetricValues values) {}

  private final List<Row> evaluations = new ArrayList<>();

  /** Appends a row; a metric over no cases, or one that was not configured, is shown as "-". */
  public MetricsTable add(String name, Evaluation evaluation) {
    return add(name, evaluation.metricValues());
  }

  /** Appends a row; a metric over no cases, or one that was not configured, is shown as "-". */
  public MetricsTable add(String name, MetricValues values) {
    evaluations.add(new Row(name, values));
    return this;
  }

  /** The heading and the rows, all of the same length. */
  public List<List<String>> rows() {
    List<String> metrics = keys(values -> values.overall().metrics());
    List<String> ofGroup = metrics.stream().limit(METRICS_OF_A_GROUP).toList();
    List<String> ofLists = keys(MetricValues::lists);
    List<List<String>> rows = new ArrayList<>();
    rows.add(heading(metrics, ofGroup, ofLists));
    for (Row row : evaluations) {
      MetricValues values = row.values();
      List<String> cells = new ArrayList<>(List.of(row.name()));
      addGroup(cells, values.overall(), metrics);
      addGroup(cells, values.head(), ofGroup);
      addGroup(cells, values.tail(), ofGroup);
      ofLists.forEach(key -> cells.add(number(values.lists().get(key))));
      rows.add(cells);
    }
    return List.copyOf(rows);
  }

  private List<String> keys(Function<MetricValues, Map<String, Double>> part) {
    return evaluations.stream()
        .map(Row::values)
        .map(part)
        .map(Map::keySet)
        .flatMap(Collection::stream)
        .distinct()
        .toList();
  }

  private static List<String> heading(
      List<String> metrics, List<String> ofGroup, List<String> ofLists) {
    List<String> heading = new ArrayList<>(List.of("", "cases"));
    heading.addAll(metrics);
    heading.add("head cases");
    heading.addAll(ofGroup);
    heading.add("tail cases");
    heading.addAll(ofGroup);
    heading.addAll(ofLists);
    return heading;
  }

  private static void addGroup(List<String> cells, MetricValues.Group group, List<String> metrics) {
    cells.add(String.valueOf(group.cases()));
    for (String key : metrics) {
      cells.add(group.cases() == 0 ? UNKNOWN : number(group.metrics().get(key)));
    }
  }

  /** Four decimals, one for large numbers; "-" for an unknown one. */
  static String number(@Nullable Double value) {
    return value == null
        ? UNKNOWN
        : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.4f" : "%.1f", value);
  }

  /**
   * One evaluation by the length of the history: a heading, and a row per group that has cases, all
   * of the same length.
   */
  public static List<List<String>> byHistoryLength(MetricValues values) {
    List<String> metrics = List.copyOf(values.overall().metrics().keySet());
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("history", "cases"));
    heading.addAll(metrics);
    rows.add(heading);
    values
        .byHistoryLength()
        .forEach(
            (range, group) -> {
              List<String> cells = new ArrayList<>(List.of(range));
              addGroup(cells, group, metrics);
              rows.add(cells);
            });
    return rows;
  }

  /** The heading and the rows, each ending with a line feed; no line ends with a space. */
  @Override
  public String toString() {
    List<List<String>> rows = rows();
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        String padding = " ".repeat(width(rows, column) - row.get(column).length());
        table.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
