package org.recjpq.program.studies;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.significance.Samples;
import org.recjpq.program.significance.Significance;
import org.recjpq.program.studies.StudyResults.Row;
import org.recjpq.training.evaluation.HistoryLength;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.report.Bars;
import org.recjpq.training.report.GridChart;
import org.recjpq.training.report.GroupChart;
import org.recjpq.training.report.Html;
import org.recjpq.training.report.HtmlPage;
import org.recjpq.training.report.LineChart;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.ScatterChart;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.report.UserResults;
import org.recjpq.training.runs.RunFolder;

/** The page of a study: per dataset its pictures, its table and its tests of significance. */
final class StudyPage {
  /** Settings whose curves and bars are drawn over each other. */
  private static final int MOST_CURVES = 6;

  private static final int DECILES = 10;
  private static final double KIB = 1024;

  private final StudyFile file;
  private final StudyFolder folder;
  private final StudyResults results;
  private final Map<String, String> failures;

  /**
   * Prepares.
   *
   * @param failures why points failed, by their names
   */
  StudyPage(
      StudyFile file, StudyFolder folder, StudyResults results, Map<String, String> failures) {
    this.file = file;
    this.folder = folder;
    this.results = results;
    this.failures = failures;
  }

  /**
   * The page.
   *
   * @param command what makes it again
   * @param significance the tests, by dataset; null where there are none
   */
  HtmlPage page(String command, Map<String, @Nullable Significance> significance)
      throws IOException {
    HtmlPage page =
        new HtmlPage("RecJPQ study " + folder.root().toAbsolutePath().normalize().getFileName());
    page.add(HtmlPage.paragraph("verdict", file.description()));
    page.add(
        HtmlPage.paragraph(
            "lead",
            String.format(
                Locale.ROOT,
                "%,d trainings of %,d settings on %,d dataset%s, compared by test %s; last on %s.",
                results.trainings(),
                results.rows().stream().map(Row::setting).distinct().count(),
                results.datasets().size(),
                results.datasets().size() == 1 ? "" : "s",
                results.metric(),
                Machine.description())));
    StudyTables tables = new StudyTables(results, file.axisNames());
    if (!file.tuned().isEmpty()) {
      page.add(HtmlPage.paragraph("lead", tuned()));
    }
    for (String dataset : results.datasets()) {
      add(page, dataset, tables, significance.get(dataset));
    }
    if (!failures.isEmpty()) {
      page.section("Failed", HtmlPage.pairs(failures));
    }
    page.section("Protocol", HtmlPage.sentences(protocol()));
    page.section("Again", "<pre>" + Html.escape(command) + "</pre>");
    return page;
  }

  private String tuned() {
    return "Each setting has the best of its values of %s, by validation; results.csv has all."
        .formatted(String.join(", ", file.tuned()));
  }

  private void add(
      HtmlPage page, String dataset, StudyTables tables, @Nullable Significance significance)
      throws IOException {
    String metric = results.metric();
    List<Row> rows = results.of(dataset);
    Bars bars = new Bars();
    rows.forEach(row -> bars.add(row.setting(), row.mean(metric)));
    page.section(dataset, bars.html());
    page.section(
        dataset + ": quality and size",
        scatter(
            rows,
            "bytes of weights and codes (logarithmic)",
            row -> row.modelBytes() / KIB, // so that the axis has round numbers
            kib -> Sizes.bytes((long) (KIB * kib))));
    page.section(
        dataset + ": quality and time",
        scatter(
            rows,
            "seconds of training (logarithmic)",
            row -> Samples.mean(row.values(each -> each.result().trainingSeconds())),
            seconds -> Sizes.time(Duration.ofMillis((long) (1000 * seconds)))));
    grids(dataset).ifPresent(charts -> page.section(dataset + ": dimension and splits", charts));
    List<Row> best = results.best(dataset, MOST_CURVES);
    List<Row> drawn = rows.stream().filter(best::contains).toList();
    page.section(dataset + ": validations", validations(drawn));
    page.section(dataset + ": by popularity of the item that came next", popularity(drawn));
    page.section(dataset + ": by length of the history", lengths(drawn));
    page.section(dataset + ": results", HtmlPage.table(tables.namedRows(dataset), 0));
    if (significance != null) {
      page.section(
          dataset + ": significance",
          HtmlPage.paragraph("note", explanation(significance))
              + HtmlPage.table(significance.rows(), 0));
    }
  }

  static String explanation(Significance significance) {
    return significance.explanation() + " Scores of a user are means over the seeds.";
  }

  private String scatter(
      List<Row> rows, String axis, ToDoubleFunction<Row> place, DoubleFunction<String> label) {
    List<ScatterChart.Dot> dots =
        rows.stream()
            .map(
                row ->
                    new ScatterChart.Dot(
                        row.setting(), place.applyAsDouble(row), row.mean(results.metric())))
            .toList();
    String metric = results.metric();
    return new ScatterChart(metric + " by " + axis, axis, "test " + metric, dots, label).html();
  }

  /** Dimension against splits, a chart for each of what else differs. */
  private Optional<String> grids(String dataset) {
    List<String> axes = file.axisNames();
    int dimension = last(axes, "dimension");
    int splits = last(axes, "splits");
    if (dimension < 0 || splits < 0) {
      return Optional.empty();
    }
    Set<Integer> others = new HashSet<>(file.tunedAxes());
    others.addAll(List.of(dimension, splits));
    StringBuilder charts = new StringBuilder();
    results
        .without(dataset, others)
        .forEach((name, rows) -> charts.append(grid(name, rows, dimension, splits)));
    return Optional.of(charts.toString());
  }

  private String grid(String name, List<Row> rows, int dimension, int splits) {
    List<String> columns = labels(rows, dimension);
    List<String> lines = labels(rows, splits);
    double[][] values = new double[lines.size()][columns.size()];
    for (double[] line : values) {
      Arrays.fill(line, Double.NaN);
    }
    for (Row row : rows) {
      values[lines.indexOf(row.choices().get(splits).label())][
              columns.indexOf(row.choices().get(dimension).label())] =
          row.mean(results.metric());
    }
    String title = "Test " + results.metric() + (name.isEmpty() ? "" : ", " + name);
    return (name.isEmpty() ? "" : "<h3>%s</h3>\n".formatted(Html.escape(name)))
        + new GridChart(title, "dimension d", "splits m", columns, lines, values).html();
  }

  private static List<String> labels(List<Row> rows, int axis) {
    return rows.stream().map(row -> row.choices().get(axis).label()).distinct().toList();
  }

  private static int last(List<String> axes, String name) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).endsWith("." + name)) {
        return i;
      }
    }
    return -1;
  }

  private String validations(List<Row> rows) {
    List<LineChart.Curve> curves = new ArrayList<>();
    String metric = results.metric();
    for (Row row : rows) {
      List<LineChart.Point> points = new ArrayList<>();
      for (MetricsEntry entry : StudyResults.validations(folder, row)) {
        if (entry.validation().overall().metrics().containsKey(metric)) {
          points.add(new LineChart.Point(entry.step(), entry.validation().overall().mean(metric)));
        }
      }
      curves.add(new LineChart.Curve(row.setting(), points));
    }
    return new LineChart(
            "Validations", "training step", "validation " + metric, curves, List.of(), null)
        .html();
  }

  /** Tenths of the cases, from those of the rarest items on. */
  private String popularity(List<Row> rows) throws IOException {
    RunFolder first = folder.run(rows.get(0).seeds().get(0).point());
    int[] counts =
        UserResults.read(first.users()).cases().stream()
            .mapToInt(UserResults.Case::interactions)
            .sorted()
            .toArray();
    int[] ends = // the largest of each tenth; equal tenths are one
        IntStream.rangeClosed(1, DECILES)
            .map(tenth -> counts[Math.max(0, tenth * counts.length / DECILES - 1)])
            .distinct()
            .toArray();
    List<String> names = new ArrayList<>();
    for (int end : ends) {
      names.add("≤ " + end);
    }
    return grouped(
        rows,
        "training interactions of the item, tenths of the cases",
        names,
        one -> {
          int at = Arrays.binarySearch(ends, one.interactions());
          return Math.min(ends.length - 1, at >= 0 ? at : -at - 1);
        });
  }

  private String lengths(List<Row> rows) throws IOException {
    HistoryLength[] groups = HistoryLength.values();
    List<String> names = Arrays.stream(groups).map(HistoryLength::toString).toList();
    return grouped(
        rows,
        "items in the history",
        names,
        one -> {
          int g = 0;
          while (!groups[g].contains(one.history())) {
            g++;
          }
          return g;
        });
  }

  private String grouped(
      List<Row> rows, String axis, List<String> names, StudyResults.GroupOf group)
      throws IOException {
    List<GroupChart.Series> series = new ArrayList<>();
    for (Row row : rows) {
      series.add(new GroupChart.Series(row.setting(), results.grouped(folder, row, names, group)));
    }
    String metric = results.metric();
    return new GroupChart(metric + " by " + axis, axis, "test " + metric, names, series).html();
  }

  private List<String> protocol() {
    var config = results.points().get(0).point().config();
    List<String> sentences = new ArrayList<>();
    sentences.add(config.holdout().description());
    sentences.add(
        config.evaluation().excludeSeen()
            ? "Items of the history are left out of the ranking."
            : "All items are ranked, those of the history too.");
    sentences.add(
        "At most %d epochs of batches of %d; training stops after %d validations without a better `%s`."
            .formatted(
                config.schedule().epochs(),
                config.schedule().batchSize(),
                config.schedule().patience(),
                config.evaluation().stopping().key()));
    sentences.add(
        "± is half of the 95 % interval of the mean over seeds, by the t distribution. Head and"
            + " tail: items with at least 5 training interactions, and with fewer.");
    sentences.add("Unless an axis or a dataset says otherwise, this is the same for all points.");
    return sentences;
  }
}
