package org.recjpq.training.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.training.backtest.WindowResult.Group;
import org.recjpq.training.report.HtmlPage;
import org.recjpq.training.report.LineChart;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.tensorboard.EventFile;

/**
 * The results of a backtest as tables, as a page and for TensorBoard.
 *
 * @param results at least one
 */
public record BacktestReport(List<WindowResult> results) {
  private static final List<String> TEXTS = List.of("window", "way");
  private static final List<String> NUMBERS =
      List.of(
          "cases",
          "ndcg@10",
          "recall@10",
          "known items: ndcg@10",
          "recall@10",
          "new items: cases",
          "ndcg@10",
          "recall@10",
          "known users: ndcg@10",
          "new users: cases",
          "ndcg@10",
          "cold",
          "coverage@10",
          "seconds",
          "steps",
          "model");

  /** Copies the list. */
  public BacktestReport {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("results must not be empty");
    }
  }

  /**
   * A row for each window and way, and for the mean of each way over the windows after the first.
   */
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(TEXTS.toArray(String[]::new)).numbers(NUMBERS.toArray(String[]::new));
    rows().forEach(table::row);
    return table.toString();
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    results.forEach(result -> rows.add(row(String.valueOf(result.window()), result)));
    ways().forEach(way -> rows.add(row("from 1 on", Means.of(updates(way)))));
    return rows;
  }

  private List<String> ways() {
    return results.stream().map(WindowResult::way).distinct().toList();
  }

  private List<WindowResult> of(String way) {
    return results.stream().filter(result -> result.way().equals(way)).toList();
  }

  private List<WindowResult> updates(String way) {
    return of(way).stream().filter(result -> result.window() > 0).toList();
  }

  private static List<String> row(String window, WindowResult result) {
    return List.of(
        window,
        result.way(),
        count(result.all().cases()),
        share(result.all().ndcg()),
        share(result.all().recall()),
        share(result.knownItems().ndcg()),
        share(result.knownItems().recall()),
        count(result.newItems().cases()),
        share(result.newItems().ndcg()),
        share(result.newItems().recall()),
        share(result.knownUsers().ndcg()),
        count(result.newUsers().cases()),
        share(result.newUsers().ndcg()),
        count(result.coldItems()),
        share(result.coverage()),
        String.format(Locale.ROOT, "%.1f", result.seconds()),
        count(result.steps()),
        Sizes.bytes(result.bytes()));
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  /** The same without means, as CSV with all digits and with the times of the windows. */
  public String csv() {
    StringBuilder csv = new StringBuilder("window,from,until,way");
    for (String group : List.of("all", "known_items", "new_items", "known_users", "new_users")) {
      csv.append(",%1$s_cases,%1$s_ndcg_10,%1$s_recall_10".formatted(group));
    }
    csv.append(",cold_items,coverage_10,seconds,steps,bytes\n");
    for (WindowResult result : results) {
      csv.append(
          "%d,%s,%s,%s".formatted(result.window(), result.from(), result.until(), result.way()));
      Stream.of(
              result.all(),
              result.knownItems(),
              result.newItems(),
              result.knownUsers(),
              result.newUsers())
          .forEach(
              group ->
                  csv.append(",%d,%s,%s".formatted(group.cases(), group.ndcg(), group.recall())));
      csv.append(
          ",%d,%s,%s,%d,%d\n"
              .formatted(
                  result.coldItems(),
                  result.coverage(),
                  result.seconds(),
                  result.steps(),
                  result.bytes()));
    }
    return csv.toString();
  }

  /** The page. */
  public HtmlPage page() {
    HtmlPage page = new HtmlPage("RecJPQ: backtest over " + windows() + " windows");
    page.add(
        HtmlPage.paragraph(
            "lead",
            String.format(
                Locale.ROOT,
                "Trained until %s, then kept up to date in %d ways.",
                results.get(0).from(),
                ways().size() - 1)));
    page.section("All targets", chart("NDCG@10", result -> result.all().ndcg()));
    page.section(
        "Items that came after the first training",
        chart("Recall@10 on new items", result -> result.newItems().recall()));
    page.section("Known items", chart("NDCG@10", result -> result.knownItems().ndcg()));
    page.section("Cost", chart("seconds of the update", WindowResult::seconds));
    List<List<String>> rows = new ArrayList<>();
    rows.add(Stream.concat(TEXTS.stream(), NUMBERS.stream()).toList());
    rows.addAll(rows());
    page.section("Results", HtmlPage.table(rows, 0));
    return page;
  }

  private long windows() {
    return results.stream().map(WindowResult::window).distinct().count();
  }

  private String chart(String title, ToDoubleFunction<WindowResult> value) {
    List<LineChart.Curve> curves =
        ways().stream()
            .map(
                way ->
                    new LineChart.Curve(
                        way,
                        of(way).stream()
                            .map(
                                result ->
                                    new LineChart.Point(
                                        result.window(), value.applyAsDouble(result)))
                            .toList()))
            .toList();
    return new LineChart(title, "window", title, curves, List.of(), null).html();
  }

  /**
   * Writes {@code backtest.md}, {@code backtest.csv}, {@code backtest.html} and, for TensorBoard, a
   * folder for each way, whose steps are windows.
   */
  public void write(Path folder) throws IOException {
    write(folder.resolve("backtest.md"), markdown());
    write(folder.resolve("backtest.csv"), csv());
    page().write(folder.resolve("backtest.html"));
    for (String way : ways()) {
      try (EventFile events = EventFile.start(folder.resolve("tensorboard").resolve(way))) {
        for (WindowResult result : of(way)) {
          write(events, result, "all", result.all());
          write(events, result, "known items", result.knownItems());
          write(events, result, "new items", result.newItems());
          write(events, result, "new users", result.newUsers());
          events.scalar(result.window(), "cost/seconds", result.seconds());
        }
      } catch (UncheckedIOException failure) {
        throw failure.getCause();
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void write(EventFile events, WindowResult result, String name, Group group) {
    events.scalar(result.window(), "ndcg at 10/" + name, group.ndcg());
    events.scalar(result.window(), "recall at 10/" + name, group.recall());
  }
}
