package org.recjpq.program.studies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.program.significance.Interval;
import org.recjpq.program.significance.Samples;
import org.recjpq.program.studies.StudyResults.Finished;
import org.recjpq.program.studies.StudyResults.Row;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.Sizes;

/**
 * The tables of a study: one row per dataset and setting, means and intervals over its seeds. All
 * but the one of times are the same whenever and wherever the points were trained.
 */
final class StudyTables {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final StudyResults results;
  private final List<String> axes;

  /**
   * Prepares.
   *
   * @param axes their names, in order
   */
  StudyTables(StudyResults results, List<String> axes) {
    this.results = results;
    this.axes = List.copyOf(axes);
  }

  /** All figures, for other programs. */
  void writeResults(Path file) throws IOException {
    List<Object> heading = new ArrayList<>(List.of("dataset"));
    heading.addAll(axes);
    heading.add("seeds");
    for (String metric : results.metrics()) {
      heading.addAll(List.of(metric, metric + " low", metric + " high"));
    }
    heading.addAll(List.of(head(), tail(), "parameters", "model bytes", "export bytes"));
    List<List<Object>> rows = new ArrayList<>(List.of(heading));
    for (Row row : results.rows()) {
      List<Object> cells = new ArrayList<>(start(row));
      for (String metric : results.metrics()) {
        double[] values = values(row, metric);
        Interval interval = Samples.ofMean(values);
        cells.addAll(
            List.of(
                exact(Samples.mean(values)),
                values.length < 2 ? "" : exact(interval.low()),
                values.length < 2 ? "" : exact(interval.high())));
      }
      cells.add(exact(head(row)));
      cells.add(exact(tail(row)));
      RunResult first = row.seeds().get(0).result();
      cells.addAll(List.of(first.parameters(), row.modelBytes(), first.savedModelBytes()));
      rows.add(cells);
    }
    write(file, rows);
  }

  /** What each training took. */
  void writeTimes(Path file) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("point", "steps", "best step", "training seconds", "ms per step"));
    for (Finished each : results.points()) {
      RunResult result = each.result();
      rows.add(
          List.of(
              each.point().name(),
              result.steps(),
              result.bestStep(),
              String.format(Locale.ROOT, "%.1f", result.trainingSeconds()),
              String.format(Locale.ROOT, "%.2f", result.stepMillis())));
    }
    write(file, rows);
  }

  private static void write(Path file, List<List<Object>> rows) throws IOException {
    StringWriter text = new StringWriter();
    CSVPrinter printer = new CSVPrinter(text, FORMAT);
    for (List<Object> row : rows) {
      printer.printRecord(row);
    }
    AtomicFiles.write(file, out -> out.write(text.toString().getBytes(UTF_8)));
  }

  private List<Object> start(Row row) {
    List<Object> cells = new ArrayList<>(List.of(row.dataset()));
    row.choices().forEach(choice -> cells.add(choice.label()));
    cells.add(row.seeds().size());
    return cells;
  }

  private static double[] values(Row row, String metric) {
    return row.values(each -> StudyResults.value(each.result().test().overall(), metric));
  }

  private String head() {
    return results.metric() + " head";
  }

  private String tail() {
    return results.metric() + " tail";
  }

  private double head(Row row) {
    return Samples.mean(
        row.values(each -> StudyResults.value(each.result().test().head(), results.metric())));
  }

  private double tail(Row row) {
    return Samples.mean(
        row.values(each -> StudyResults.value(each.result().test().tail(), results.metric())));
  }

  private static String exact(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "";
  }

  /** The heading and the rows of a dataset, for people, with a column per axis. */
  List<List<String>> rows(String dataset) {
    return rows(dataset, axes.isEmpty());
  }

  /** The same with all axes in one column, for tables that may be divided. */
  List<List<String>> namedRows(String dataset) {
    return rows(dataset, true);
  }

  private List<List<String>> rows(String dataset, boolean inOneColumn) {
    List<String> heading = new ArrayList<>(inOneColumn ? List.of("setting") : shortAxes());
    heading.add("seeds");
    heading.addAll(results.metrics());
    heading.addAll(List.of(head(), tail(), "parameters", "weights and codes", "export"));
    List<List<String>> rows = new ArrayList<>(List.of(heading));
    for (Row row : results.of(dataset)) {
      List<String> cells = new ArrayList<>();
      if (inOneColumn) {
        cells.add(row.seeds().get(0).point().setting());
      } else {
        row.choices().forEach(choice -> cells.add(choice.label()));
      }
      cells.add(String.valueOf(row.seeds().size()));
      for (String metric : results.metrics()) {
        cells.add(shown(values(row, metric)));
      }
      cells.add(number(head(row)));
      cells.add(number(tail(row)));
      RunResult first = row.seeds().get(0).result();
      cells.add(Sizes.count(first.parameters()));
      cells.add(Sizes.bytes(row.modelBytes()));
      cells.add(Sizes.bytes(first.savedModelBytes()));
      rows.add(cells);
    }
    return rows;
  }

  private List<String> shortAxes() {
    return axes.stream().map(axis -> axis.substring(axis.lastIndexOf('.') + 1)).toList();
  }

  /** The mean, and half the length of the interval if there are several seeds. */
  private static String shown(double... values) {
    Interval interval = Samples.ofMean(values);
    return values.length < 2
        ? number(values[0])
        : number(Samples.mean(values))
            + String.format(Locale.ROOT, " ± %.4f", (interval.high() - interval.low()) / 2);
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }

  /** A table in Markdown. */
  static String markdown(List<List<String>> rows) {
    List<String> heading = rows.get(0);
    MarkdownTable table =
        new MarkdownTable(heading.get(0))
            .numbers(heading.subList(1, heading.size()).toArray(String[]::new));
    rows.subList(1, rows.size()).forEach(table::row);
    return table.toString();
  }

  /** A table in LaTeX; it needs the package booktabs. */
  static String latex(String caption, List<List<String>> rows) {
    StringBuilder latex = new StringBuilder();
    latex.append("\\begin{table}\n\\caption{").append(escaped(caption)).append("}\n");
    latex.append("\\begin{tabular}{l").append("r".repeat(rows.get(0).size() - 1)).append("}\n");
    latex.append("\\toprule\n");
    for (int r = 0; r < rows.size(); r++) {
      latex.append(
          rows.get(r).stream()
              .map(StudyTables::escaped)
              .collect(Collectors.joining(" & ", "", " \\\\\n")));
      latex.append(r == 0 ? "\\midrule\n" : "");
    }
    return latex.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\textbackslash{}")
        .replaceAll("([&%$#_{}])", "\\\\$1")
        .replace("\\textbackslash\\{\\}", "\\textbackslash{}")
        .replace("~", "\\textasciitilde{}")
        .replace("^", "\\textasciicircum{}")
        .replace("±", "$\\pm$")
        .replace("<", "$<$");
  }
}
