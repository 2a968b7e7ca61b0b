package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.MetricsTable;

/**
 * Results of several runs as a Markdown table, one row each: the columns of {@link MetricsTable},
 * then the cost seed of the runs.
 */
public final class ResultsTable {
  private static final List<String> COSTS =
      List.of("parameters", "SavedModel", "ms per step", "steps", "best step", "seed");

  private final MetricsTable metrics = new MetricsTable();
  private final List<List<String>> costs = new ArrayList<>();

  /**
   * Appends a trained model.
   *
   * @param seed seed of the run
   */
  public ResultsTable add(RunResult result, long seed) {
    metrics.add(result.model(), result.test());
    costs.add(
        List.of(
            Sizes.count(result.parameters()),
            Sizes.bytes(result.savedModelBytes()),
            String.format(Locale.ROOT, "%.0f", result.stepMillis()),
            Sizes.count(result.steps()),
            Sizes.count(result.bestStep()),
            String.valueOf(seed)));
    return this;
  }

  /** Appends a baseline, which has neither steps nor an export. */
  public ResultsTable add(String name, Evaluation evaluation) {
    metrics.add(name, evaluation);
    costs.add(COSTS.stream().map(cost -> "").toList());
    return this;
  }

  @Override
  public String toString() {
    List<List<String>> results = metrics.rows();
    List<String> headings = joined(results.get(0), COSTS);
    MarkdownTable table =
        new MarkdownTable(headings.get(0))
            .numbers(headings.subList(1, headings.size()).toArray(String[]::new));
    for (int row = 1; row < results.size(); row++) {
      table.row(joined(results.get(row), costs.get(row - 1)));
    }
    return table.toString();
  }

  private static List<String> joined(List<String> left, List<String> right) {
    return Stream.concat(left.stream(), right.stream()).toList();
  }
}
