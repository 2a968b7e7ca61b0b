package org.recjpq.training.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.training.baselines.ItemOrder;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricValues.Group;
import org.recjpq.training.report.Bars;
import org.recjpq.training.report.Html;
import org.recjpq.training.report.HtmlPage;
import org.recjpq.training.report.LineChart;
import org.recjpq.training.report.LineChart.Curve;
import org.recjpq.training.report.LineChart.Level;
import org.recjpq.training.report.LineChart.Mark;
import org.recjpq.training.report.LineChart.Point;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.Sizes;

/** The sections of a run's report, as HTML. */
final class ReportSections {
  private static final int SAMPLES = 3;
  private static final int SHOWN_ITEMS = 5;
  private static final int CURVE_POINTS = 40;

  private final RunData data;
  private final ItemTitles titles;
  private final Evaluation test;
  private final MetricValues figures;
  private final Map<String, MetricValues> baselines;
  private final String metric;

  /**
   * Sections on a tested run.
   *
   * @param titles shown in place of ids
   * @param test of the model
   * @param baselines the tests of baselines by name
   */
  ReportSections(
      RunData data, ItemTitles titles, Evaluation test, Map<String, MetricValues> baselines) {
    this.data = data;
    this.titles = titles;
    this.test = test;
    this.figures = test.metricValues();
    this.baselines = baselines;
    this.metric = data.config().training().evaluation().stopping().key();
  }

  private String model() {
    return data.config().training().modelName();
  }

  /** What was trained on what. */
  String lead() {
    InputName source = new InputName(data.config().source());
    return String.format(
        Locale.ROOT,
        "%s, trained on %s: %,d users, %,d items, %,d interactions.",
        model(),
        source,
        data.holdout().train().count(),
        data.items(),
        data.holdout().train().interactions());
  }

  /** The figure that matters against the baselines. */
  String comparison() {
    double own = figures.overall().mean(metric);
    Bars bars = new Bars();
    baselines.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().overall().mean(metric)))
        .forEach(entry -> bars.add(entry.getKey(), entry.getValue().overall().mean(metric)));
    String verdict =
        best()
            .map(
                best -> {
                  double other = best.getValue().overall().mean(metric);
                  return own > other
                      ? String.format(
                          Locale.ROOT,
                          "%s %.4f%s the best baseline, %s.",
                          metric,
                          own,
                          other > 0
                              ? String.format(Locale.ROOT, ": %.2f times that of", own / other)
                              : ", more than",
                          best.getKey())
                      : String.format(
                          Locale.ROOT,
                          "%s %.4f: less than the baseline %s, %.4f.",
                          metric,
                          own,
                          best.getKey(),
                          other);
                })
            .orElseGet(() -> String.format(Locale.ROOT, "%s %.4f.", metric, own));
    return HtmlPage.paragraph("verdict", verdict)
        + new Bars()
            .add(model(), own, String.format(Locale.ROOT, "%.4f", own), "own")
            .addAll(bars)
            .html()
        + HtmlPage.paragraph(
            "note",
            String.format(
                Locale.ROOT,
                "Test %s over %,d cases; each target is ranked among the whole catalogue.",
                metric,
                figures.overall().cases()));
  }

  private Optional<Map.Entry<String, MetricValues>> best() {
    return baselines.entrySet().stream()
        .max(Comparator.comparing(entry -> entry.getValue().overall().mean(metric)));
  }

  /** The size of the weights beside those of a full item table; empty if the table is full. */
  String size(MemoryPlan plan, MemoryPlan full) {
    ItemCodes codes = data.codes();
    if (codes == null) {
      return "";
    }
    return "<h3>Size</h3>\n"
        + new Bars()
            .add("this model's weights", plan.parameters(), Sizes.bytes(plan.parameters()), "own")
            .add("with a full item table", full.parameters(), Sizes.bytes(full.parameters()), "")
            .html()
        + HtmlPage.paragraph(
            "note",
            String.format(
                Locale.ROOT,
                "%.1f times smaller; item codes of %s come on top.",
                (double) full.parameters() / plan.parameters(),
                Sizes.bytes(bytes(codes))));
  }

  private static long bytes(ItemCodes codes) {
    return (long) codes.rows() * codes.shape().splits() * codes.shape().bytesPerSubId();
  }

  /** Some test users: the end of their history, their list, and what came next. */
  String samples() {
    if (!test.hasLists()) {
      return "";
    }
    EvaluationCases cases = data.testCases();
    StringBuilder html = new StringBuilder();
    int step = Math.max(1, cases.count() / SAMPLES);
    int shown = 0;
    for (int c = 0; c < cases.count() && shown < SAMPLES; c += step) {
      if (test.list(c).length > 0) {
        html.append(sample(cases, c));
        shown++;
      }
    }
    return shown == 0
        ? ""
        : "<h2>Recommendations</h2>\n<div class=\"columns\">\n" + html + "</div>\n";
  }

  private String sample(EvaluationCases cases, int c) {
    int[] history = cases.history(c);
    int[] newest =
        Arrays.copyOfRange(history, Math.max(0, history.length - SHOWN_ITEMS), history.length);
    String after = Arrays.stream(newest).mapToObj(this::title).collect(Collectors.joining(" → "));
    int target = cases.target(c);
    StringBuilder html = new StringBuilder("<div>\n");
    html.append(HtmlPage.paragraph("note", "After " + after)).append("<ol>\n");
    Arrays.stream(test.list(c))
        .limit(SHOWN_ITEMS)
        .forEach(
            item ->
                html.append(
                    "<li%s>%s</li>\n"
                        .formatted(
                            item == target ? " class=\"hit\"" : "", Html.escape(title(item)))));
    String next = target == EvaluationCases.UNKNOWN ? "an item not in training" : title(target);
    String rank =
        test.rank(c) <= data.items() ? String.format(Locale.ROOT, ", rank %,d", test.rank(c)) : "";
    return html.append("</ol>\n")
        .append(HtmlPage.paragraph("note", "Came next: " + next + rank))
        .append("</div>\n")
        .toString();
  }

  private String title(int item) {
    return titles.title(data.holdout().catalogue().id(item));
  }

  /**
   * Loss and validation by step.
   *
   * @param levels validation scores of baselines by name
   */
  String training(List<MetricsEntry> entries, TrainingState end, Map<String, Double> levels) {
    List<Point> losses = entries.stream().map(e -> new Point(e.step(), e.trainingLoss())).toList();
    List<Point> scores =
        entries.stream()
            .filter(e -> e.validation().overall().metrics().containsKey(metric))
            .map(e -> new Point(e.step(), e.validation().overall().mean(metric)))
            .toList();
    Mark best =
        scores.stream()
            .filter(point -> point.x() == end.bestStep())
            .findFirst()
            .map(
                point ->
                    new Mark(
                        point.x(),
                        point.y(),
                        String.format(Locale.ROOT, "best: step %,d", end.bestStep())))
            .orElse(null);
    List<Level> lines = new ArrayList<>();
    levels.forEach((name, value) -> lines.add(new Level(name, value)));
    return "<div class=\"columns\">\n<div>\n"
        + new LineChart(
                "Validation " + metric,
                "training step",
                "validation " + metric,
                List.of(new Curve(metric, scores)),
                lines,
                best)
            .html()
        + "</div>\n<div>\n"
        + new LineChart(
                "Training loss",
                "training step",
                "mean training loss",
                List.of(new Curve("loss", losses)),
                List.of(),
                null)
            .html()
        + "</div>\n</div>\n"
        + (lines.isEmpty()
            ? ""
            : HtmlPage.paragraph("note", "Dashed: baselines on the same validation cases."))
        + (data.config().training().memory().hasSuccessors()
            ? HtmlPage.paragraph(
                "note", "The curve is that of the model without its memory of transitions.")
            : "");
  }

  /**
   * The table of results in two: all targets with the lists, and head and tail.
   *
   * @param rows a heading and rows, as of {@link org.recjpq.training.evaluation.MetricsTable}; the
   *     last one is the model's
   */
  static String results(List<List<String>> rows) {
    List<String> heading = rows.get(0);
    int head = heading.indexOf("head cases");
    int tail = heading.indexOf("tail cases");
    int lists = Math.min(heading.size(), tail + tail - head);
    List<List<String>> all = new ArrayList<>();
    List<List<String>> parts = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> overall = new ArrayList<>(row.subList(0, head));
      overall.addAll(row.subList(lists, row.size()));
      all.add(overall);
      List<String> part = new ArrayList<>(row.subList(0, 1));
      part.addAll(row.subList(head, lists));
      parts.add(part);
    }
    for (int i = 2; i < lists - head + 1; i++) {
      if (head + i - 1 != tail) {
        parts.get(0).set(i, (head + i - 1 < tail ? "head " : "tail ") + parts.get(0).get(i));
      }
    }
    int own = rows.size() - 1;
    return HtmlPage.table(all, own)
        + "<h3>Targets that are popular, and that are not</h3>\n"
        + HtmlPage.table(parts, own);
  }

  /** Head and tail, and lengths of history, beside the best baseline. */
  String groups() {
    MetricValues other = best().map(Map.Entry::getValue).orElse(null);
    Bars parts = new Bars();
    add(parts, "head items", figures.head(), other == null ? null : other.head());
    add(parts, "long-tail items", figures.tail(), other == null ? null : other.tail());
    Bars lengths = new Bars();
    figures
        .byHistoryLength()
        .forEach(
            (range, group) ->
                add(
                    lengths,
                    "history " + range,
                    group,
                    other == null ? null : other.byHistoryLength().get(range)));
    return "<div class=\"columns\">\n<div><h3>By popularity of the target</h3>\n"
        + parts.html()
        + "</div>\n<div><h3>By length of the history</h3>\n"
        + lengths.html()
        + "</div>\n</div>\n"
        + HtmlPage.paragraph(
            "note",
            metric
                + ", coloured: "
                + model()
                + best().map(entry -> ", grey: " + entry.getKey()).orElse("")
                + ".");
  }

  private void add(Bars bars, String name, Group own, @Nullable Group other) {
    if (own.cases() == 0) {
      return;
    }
    double value = own.mean(metric);
    bars.add(
        String.format(Locale.ROOT, "%s (%,d)", name, own.cases()),
        value,
        String.format(Locale.ROOT, "%.4f", value),
        "own");
    if (other != null && other.cases() > 0) {
      bars.add("", other.mean(metric));
    }
  }

  /** The share of interactions and of places in lists that the most popular items have. */
  String popularity(int[] counts) {
    if (!test.hasLists()) {
      return "";
    }
    int[] items = ItemOrder.byCounts(counts.clone()).items();
    long[] listed = new long[items.length];
    for (int c = 0; c < test.count(); c++) {
      for (int item : test.list(c)) {
        listed[item]++;
      }
    }
    List<Curve> curves =
        List.of(
            new Curve("interactions of the log", shares(items, item -> counts[item])),
            new Curve("places in recommended lists", shares(items, item -> listed[item])));
    return new LineChart(
                "Popularity",
                "items, the most popular first, in % of the catalogue",
                "share so far, in %",
                curves,
                List.of(),
                null)
            .html()
        + HtmlPage.paragraph(
            "note",
            "A curve of lists far above that of the log means that they consist of popular items.");
  }

  private static List<Point> shares(int[] items, java.util.function.IntToLongFunction amount) {
    double all = Arrays.stream(items).mapToLong(amount::applyAsLong).sum();
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    long sum = 0;
    int next = 1;
    for (int i = 0; i < items.length; i++) {
      sum += amount.applyAsLong(items[i]);
      while (next <= CURVE_POINTS && (i + 1L) * CURVE_POINTS >= (long) next * items.length) {
        points.add(new Point(100.0 * (i + 1) / items.length, all == 0 ? 0 : 100 * sum / all));
        next++;
      }
    }
    return points;
  }
}
