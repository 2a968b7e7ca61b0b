package org.recjpq.training.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.evaluation.MetricsTable;

/**
 * Finished runs side by side on one page: quality against size and against time, curves over each
 * other, and the table of results.
 *
 * @param runs at least one, tested on the same cases
 */
public record ComparisonPage(List<Compared> runs) {
  /**
   * A run to compare.
   *
   * @param name its name on the page
   * @param result its test
   * @param entries its validations, in order
   */
  public record Compared(String name, RunResult result, List<MetricsEntry> entries) {
    /** Copies the list. */
    public Compared {
      entries = List.copyOf(entries);
    }
  }

  /** Copies the list. */
  public ComparisonPage {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs must not be empty");
    }
  }

  /** The page. */
  public HtmlPage page() {
    String metric = runs.get(0).result().test().overall().metrics().keySet().iterator().next();
    MetricsTable table = new MetricsTable();
    Bars bars = new Bars();
    for (Compared run : runs) {
      table.add(run.name(), run.result().test());
      bars.add(run.name(), score(run, metric));
    }
    HtmlPage page = new HtmlPage("RecJPQ: " + runs.size() + " runs compared");
    page.add(
        HtmlPage.paragraph(
            "lead",
            String.format(
                Locale.ROOT,
                "Test %s over %,d cases.",
                metric,
                runs.get(0).result().test().overall().cases())));
    page.add(bars.html());
    page.section(
        "Quality and size",
        scatter(
            metric,
            "bytes of the export (logarithmic)",
            run -> run.result().savedModelBytes(),
            bytes -> Sizes.bytes((long) bytes)));
    page.section(
        "Quality and time",
        scatter(
            metric,
            "seconds of training (logarithmic)",
            run -> run.result().trainingSeconds(),
            seconds -> Sizes.time(Duration.ofMillis((long) (1000 * seconds)))));
    page.section("Validations", validations(metric));
    page.section("Results", HtmlPage.table(table.rows(), 0));
    return page;
  }

  private static double score(Compared run, String metric) {
    @Nullable Double score = run.result().test().overall().metrics().get(metric);
    return score == null ? 0 : score;
  }

  private String scatter(
      String metric, String axis, ToDoubleFunction<Compared> place, DoubleFunction<String> label) {
    List<ScatterChart.Dot> dots =
        runs.stream()
            .map(
                run ->
                    new ScatterChart.Dot(run.name(), place.applyAsDouble(run), score(run, metric)))
            .toList();
    return new ScatterChart(metric + " by " + axis, axis, "test " + metric, dots, label).html();
  }

  private String validations(String metric) {
    List<LineChart.Curve> curves = new ArrayList<>();
    for (Compared run : runs) {
      List<LineChart.Point> points =
          run.entries().stream()
              .filter(entry -> entry.validation().overall().metrics().containsKey(metric))
              .map(
                  entry ->
                      new LineChart.Point(entry.step(), entry.validation().overall().mean(metric)))
              .toList();
      curves.add(new LineChart.Curve(run.name(), points));
    }
    return new LineChart(
            "Validations", "training step", "validation " + metric, curves, List.of(), null)
        .html();
  }
}
