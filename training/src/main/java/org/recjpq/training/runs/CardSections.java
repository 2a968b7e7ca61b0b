package org.recjpq.training.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.savedmodels.export.Provenance.Section;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricValues.Group;

/** The sections of an exported model's card that describe its run. */
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
            source(),
            holdout.train().count(),
            data.items(),
            holdout.train().interactions(),
            data.config().training().filters().minUserInteractions(),
            data.config().training().seed(),
            data.config().training().modelName(),
            parameters));
  }

  /** The source of the interactions in one word, without its parent folders. */
  private String source() {
    InteractionSource source = data.config().source();
    String description = source == null ? "in memory" : source.description();
    return description.substring(description.lastIndexOf('/') + 1).replace('`', '\'');
  }

  /** The value, but only the name of the file if it is an absolute path. */
  static String withoutFolders(String value) {
    return value.matches("(/|[A-Za-z]:\\\\).*")
        ? value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1)
        : value;
  }

  /** What is remembered, and how much it counts. */
  Section memory(FittedBlend blend) {
    TransitionSettings settings = data.config().training().memory();
    return new Section(
        "Memory of transitions",
        """
        Up to %d successors of each item within %d items of the training sequences, %d bytes per
        item. Blended with the model%s: %s.

        Lists and scores contain the parts of the memory. The vectors of `embed_history` and
        `embed_items` are those of the model alone, so an index over them finds other lists. The
        validation metrics above are those of the model alone.
        """
            .formatted(
                settings.successors(),
                settings.window(),
                settings.bytesPerItem(),
                blend.cases() == 0 ? "" : " on %d validation cases".formatted(blend.cases()),
                RunMemory.describe(blend)));
  }

  Section protocol() {
    return new Section(
        "Holdout and protocol", String.join("\n", new Protocol(data).sentences()) + "\n");
  }

  /** Unknown values are left out. */
  Section results(@Nullable MetricValues validation, @Nullable MetricValues test) {
    Map<String, Group> rows = new LinkedHashMap<>();
    if (validation != null) {
      rows.put("validation", validation.overall());
    }
    if (test != null) {
      rows.put("test", test.overall());
      rows.put("test, head items", test.head());
      rows.put("test, long-tail or unknown items", test.tail());
    }
    return new Section("Results", rows.isEmpty() ? "Not known." : table(rows) + lists(test));
  }

  private static String table(Map<String, Group> rows) {
    List<String> metrics =
        rows.values().stream().flatMap(row -> row.metrics().keySet().stream()).distinct().toList();
    MarkdownTable table =
        new MarkdownTable("").numbers("cases").numbers(metrics.toArray(String[]::new));
    rows.forEach(
        (users, group) -> {
          List<String> cells = new ArrayList<>(List.of(users));
          cells.add(String.format(Locale.ROOT, "%,d", group.cases()));
          metrics.forEach(key -> cells.add(cell(group, key)));
          table.row(cells);
        });
    return table.toString();
  }

  private static String cell(Group group, String key) {
    Double mean = group.metrics().get(key);
    return mean == null ? "-" : String.format(Locale.ROOT, "%.4f", mean);
  }

  private static String lists(@Nullable MetricValues test) {
    return test == null || test.lists().isEmpty()
        ? ""
        : test.lists().entrySet().stream()
            .map(value -> String.format(Locale.ROOT, "%s %.4f", value.getKey(), value.getValue()))
            .collect(Collectors.joining(", ", "\nOf the lists recommended in the test: ", ".\n"));
  }
}
