package org.recjpq.training.runs;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.savedmodels.export.Provenance.Section;
import org.recjpq.training.evaluation.RankMetrics;
import org.recjpq.training.report.TestMetrics;

/** What the card of an exported model says of its run. */
final class CardSections {
  private final RunData data;
  private final long parameters;

  CardSections(RunData data, long parameters) {
    this.data = data;
    this.parameters = parameters;
  }

  Section data() {
    Holdout holdout = data.holdout();
    return new Section(
        "Data",
        String.format(
            Locale.ROOT,
            """
            Log `%s`: %,d users, %,d items, %,d interactions to train with. Users with fewer than %d
            interactions were left out. The seed was %d.

            The model is a %s with %,d trained parameters.
            """,
            String.valueOf(Path.of(data.config().data().log()).getFileName()).replace('`', '\''),
            holdout.train().count(),
            data.items(),
            holdout.train().interactions(),
            data.config().data().minUserInteractions(),
            data.config().seed(),
            data.config().modelName(),
            parameters));
  }

  Section protocol() {
    return new Section(
        "Split and protocol",
        String.format(
            Locale.ROOT,
            """
            The last interaction of a user is the test, here of %,d users; of %,d users the one before it is
            held out for validation, by whose NDCG@10 the weights were chosen. The item is ranked among all
            items of the catalogue%s, none sampled; of equal scores the item
            that appeared earlier in training comes first. A long-tail item has fewer than %d training interactions.
            """,
            data.testCases().count(),
            data.holdout().validation().count(),
            data.config().data().excludeSeen() ? " but those of the user's history" : "",
            LogStatistics.LONG_TAIL_BELOW));
  }

  /** Metrics that are not known are left out. */
  Section results(@Nullable RankMetrics validation, @Nullable TestMetrics test) {
    StringBuilder table =
        new StringBuilder("| users | count | NDCG@10 | Recall@10 | MRR | Hit@1 |\n")
            .append("| --- | --: | --: | --: | --: | --: |\n");
    if (validation != null) {
      addRow(table, "validation", validation);
    }
    if (test != null) {
      addRow(table, "test", test.overall());
      addRow(table, "test, head items", test.head());
      addRow(table, "test, long-tail or unknown items", test.tail());
    }
    return new Section(
        "Results", validation == null && test == null ? "Not known." : table.toString());
  }

  private static void addRow(StringBuilder table, String users, RankMetrics metrics) {
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %.4f | %.4f | %.4f | %.4f |\n",
            users,
            metrics.users(),
            metrics.ndcg10(),
            metrics.recall10(),
            metrics.mrr(),
            metrics.hit1()));
  }
}
