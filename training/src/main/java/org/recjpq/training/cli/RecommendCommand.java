package org.recjpq.training.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.Recommendation;
import org.recjpq.savedmodels.Recommender;
import org.recjpq.training.recommendation.RecommendationCsv;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recjpq recommend}: asks an export. */
@Command(
    name = "recommend",
    description = {
      "Recommends items for one history or for a file of them, with an exported model.",
      "Ids that the model does not know are passed over; a history without any known id gets the"
          + " most popular items, scored by their share of all interactions."
    },
    sortOptions = false)
final class RecommendCommand implements Callable<Integer> {
  private static final int DEFAULT_TOP = 10;

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "EXPORT",
      description = "An export's version directory, or the directory of its versions: the newest.")
  Path export = Path.of("");

  @ArgGroup(multiplicity = "1")
  Histories histories = new Histories();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the answers to --histories go, in CSV: name,rank,item,score (default: standard"
              + " output).")
  @Nullable Path output;

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description =
          "CSV or TSV file with a header that names columns of item ids and titles; the titles stand"
              + " beside the ids.")
  @Nullable Path items;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "Items a list (default 10, or as many as the export has).")
  @Nullable Integer top;

  /** One of these. */
  static final class Histories {
    @Option(
        names = "--history",
        paramLabel = "ID,ID,...",
        description = "Item ids, oldest first, as one line of CSV.")
    @Nullable String line;

    @Option(
        names = "--histories",
        paramLabel = "FILE",
        description =
            "CSV file without header, one history a line: a name, then item ids, oldest first.")
    @Nullable Path file;
  }

  @Override
  public Integer call() throws IOException {
    List<String> history = histories.line == null ? List.of() : ids(histories.line);
    if (histories.line != null && output != null) {
      throw wrongUse("--output goes with --histories; --history answers on standard output");
    }
    @Nullable ItemTitles titles = items == null ? null : ItemTitles.read(items);
    try (Recommender recommender = Recommender.load(export)) {
      int listLength = listLength(recommender);
      if (histories.file == null) {
        answer(recommender, history, listLength, titles);
      } else {
        answer(new RecommendationCsv(recommender, listLength, titles), histories.file);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private int listLength(Recommender recommender) {
    int most = recommender.description().listLength();
    if (top == null) {
      return Math.min(DEFAULT_TOP, most);
    }
    if (top < 1 || top > most) {
      throw wrongUse(
          "--top: expected 1 to %d, the length of the export's lists, found %d; export the model again for longer lists"
              .formatted(most, top));
    }
    return top;
  }

  private List<String> ids(String line) {
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() > 1) {
        throw wrongUse("--history: expected one line of CSV, found " + records.size());
      }
      return records.isEmpty() ? List.of() : records.get(0).toList();
    } catch (IOException broken) {
      throw wrongUse("--history: expected one line of CSV, found " + broken.getMessage());
    }
  }

  private void answer(
      Recommender recommender, List<String> history, int listLength, @Nullable ItemTitles titles) {
    List<List<Recommendation>> lists =
        recommender.recommend(List.of(history, List.of()), listLength);
    List<Recommendation> list = lists.get(0);
    if (list.equals(lists.get(1))) {
      commandLine()
          .getErr()
          .println("recjpq: the model knows none of these ids; its most popular items:");
    }
    PrintWriter out = commandLine().getOut();
    int width = list.stream().mapToInt(found -> found.item().length()).max().orElse(1);
    String row = "%4d  %-" + width + "s  %10.4f%s%n";
    int rank = 1;
    for (Recommendation found : list) {
      String title = titles == null ? "" : "  " + titles.title(found.item());
      out.printf(row, rank++, printable(found.item()), found.score(), printable(title));
    }
    out.flush();
  }

  private void answer(RecommendationCsv csv, Path file) throws IOException {
    if (output == null) {
      csv.write(file, commandLine().getOut());
      commandLine().getOut().flush();
      return;
    }
    AtomicFiles.write(
        output,
        stream -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          csv.write(file, text);
          text.flush();
        });
  }

  /** An id in one line of a terminal. */
  private static String printable(String id) {
    return id.replaceAll("\\p{Cntrl}", "?");
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
