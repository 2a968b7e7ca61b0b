package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.RankMetrics;

/** Results of several runs as a Markdown table, one row each. */
public final class ResultsTable {
  private static final String HEADING =
      "| model | NDCG@10 | Recall@10 | NDCG@10, head | Recall@10, head | NDCG@10, tail |"
          + " Recall@10, tail | parameters | SavedModel | ms a step | steps | best step | seed |\n"
          + "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n";

  private final List<String> rows = new ArrayList<>();

  /**
   * Appends a trained model.
   *
   * @param seed of the run
   */
  public ResultsTable add(RunResult result, long seed) {
    return add(
        result.model(),
        metrics(result.overall(), result.head(), result.tail()),
        "%s | %s | %s | %s | %s | %d"
            .formatted(
                Sizes.count(result.parameters()),
                Sizes.bytes(result.savedModelBytes()),
                String.format(Locale.ROOT, "%.0f", result.stepMillis()),
                Sizes.count(result.steps()),
                Sizes.count(result.bestStep()),
                seed));
  }

  /** Appends a baseline, which has neither steps nor an export. */
  public ResultsTable add(String name, Evaluation evaluation) {
    return add(
        name, metrics(evaluation.overall(), evaluation.head(), evaluation.tail()), "| | | | |");
  }

  private ResultsTable add(String name, String metrics, String costs) {
    rows.add("| %s | %s | %s |\n".formatted(name, metrics, costs));
    return this;
  }

  private static String metrics(RankMetrics overall, RankMetrics head, RankMetrics tail) {
    return "%s | %s | %s".formatted(pair(overall), pair(head), pair(tail));
  }

  private static String pair(RankMetrics metrics) {
    return metrics.users() == 0
        ? "- | -"
        : String.format(Locale.ROOT, "%.4f | %.4f", metrics.ndcg10(), metrics.recall10());
  }

  @Override
  public String toString() {
    return HEADING + String.join("", rows);
  }
}
