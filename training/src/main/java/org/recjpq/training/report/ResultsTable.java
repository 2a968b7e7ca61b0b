package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.MetricsTable;

/**
 * Results of several runs as a Markdown table, one row each: the columns of {@link MetricsTable},
 * then what the runs cost.
 */
public final class ResultsTable {
  private static final List<String> COSTS =
      List.of("parameters", "SavedModel", "ms a step", "steps", "best step", "seed");

  private final MetricsTable metrics = new MetricsTable();
  private final List<List<String>> costs = new ArrayList<>(List.of(COSTS));

  /**
   * Appends a trained model.
   *
   * @param seed of the run
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
    StringBuilder table = new StringBuilder();
    for (int row = 0; row < results.size(); row++) {
      table.append(line(Stream.concat(results.get(row).stream(), costs.get(row).stream())));
      if (row == 0) {
        int numbers = results.get(0).size() - 1 + COSTS.size();
        table.append(
            line(Stream.concat(Stream.of("---"), Stream.generate(() -> "--:").limit(numbers))));
      }
    }
    return table.toString();
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
