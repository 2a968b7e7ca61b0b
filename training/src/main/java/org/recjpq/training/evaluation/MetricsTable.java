package org.recjpq.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Evaluations side by side as text, one row each, columns aligned.
 *
 * <pre>
 *             users  NDCG@10  Recall@10     MRR   Hit@1  head users  NDCG@10  Recall@10  tail users  ...
 * popularity    610   0.0112     0.0246  0.0131  0.0033         550   0.0124     0.0273          60  ...
 * </pre>
 */
public final class MetricsTable {
  private static final List<String> HEADINGS =
      List.of(
          "",
          "users",
          "NDCG@10",
          "Recall@10",
          "MRR",
          "Hit@1",
          "head users",
          "NDCG@10",
          "Recall@10",
          "tail users",
          "NDCG@10",
          "Recall@10");

  private final List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));

  /** Appends a row; a metric over no users is shown as "-". */
  public MetricsTable add(String name, Evaluation evaluation) {
    RankMetrics overall = evaluation.overall();
    RankMetrics head = evaluation.head();
    RankMetrics tail = evaluation.tail();
    rows.add(
        List.of(
            name,
            String.valueOf(overall.users()),
            number(overall, overall.ndcg10()),
            number(overall, overall.recall10()),
            number(overall, overall.mrr()),
            number(overall, overall.hit1()),
            String.valueOf(head.users()),
            number(head, head.ndcg10()),
            number(head, head.recall10()),
            String.valueOf(tail.users()),
            number(tail, tail.ndcg10()),
            number(tail, tail.recall10())));
    return this;
  }

  /** The heading and the rows, all of the same length. */
  public List<List<String>> rows() {
    return List.copyOf(rows);
  }

  /** The heading and the rows, each ending with a line feed; no line ends with a space. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        String padding = " ".repeat(width(column) - row.get(column).length());
        table.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String number(RankMetrics metrics, double value) {
    return metrics.users() == 0 ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
