package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.program.significance.Rules;
import org.recjpq.program.significance.Significance;
import org.recjpq.program.significance.UserScores;
import org.recjpq.training.report.ComparisonPage;
import org.recjpq.training.report.ComparisonPage.Compared;
import org.recjpq.training.report.HtmlPage;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.ResultsTable;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.UserResults;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recjpq compare}: compares the results of several runs on the same data. */
@Command(
    name = "compare",
    description =
        "Prints a Markdown table of finished runs on the same data: test metrics of head and tail"
            + " items, parameters, bytes on disk and time per step; then which of them differ from"
            + " the first by more than chance, and which are equal, tested on the same users.")
public final class CompareCommand extends ProgramCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", arity = "1..*", description = "The runs' folders.")
  List<Path> runs = List.of();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Also write a page with the runs side by side: quality against size and training time,"
              + " validations over each other.")
  @Nullable Path html;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "The metric of the tests, such as mrr (default: the first of the table).")
  @Nullable String metric;

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description =
          "The largest difference that counts as none, as a share of the mean (default"
              + " ${DEFAULT-VALUE}).")
  double margin = Rules.DEFAULT.margin();

  @Option(
      names = "--all-pairs",
      description = "Test all pairs of runs, in place of each against the first.")
  boolean allPairs;

  @Override
  public Integer call() throws IOException {
    Rules rules = rules();
    ResultsTable table = new ResultsTable();
    List<Compared> compared = new ArrayList<>();
    RunConfig first = RunConfig.read(RunFolder.open(runs.get(0)).config());
    for (Path run : runs) {
      RunFolder folder = RunFolder.open(run);
      RunConfig config = RunConfig.read(folder.config());
      requireSameTest(run, first, config);
      RunResult result = RunResult.read(folder.result());
      table.add(result, config.training().seed());
      compared.add(new Compared(name(run), result, new MetricsLog(folder.metrics()).entries()));
    }
    Optional<Significance> significance = significance(compared, rules);
    if (html != null) {
      HtmlPage page = new ComparisonPage(compared).page();
      significance.ifPresent(
          tests ->
              page.section(
                  "Significance",
                  HtmlPage.paragraph("note", tests.explanation())
                      + HtmlPage.table(tests.rows(), 0)));
      page.write(html);
    }
    CommandLine commandLine = commandLine();
    commandLine.getOut().print(table);
    significance.ifPresent(tests -> commandLine.getOut().print("\n" + text(tests)));
    commandLine.getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private Rules rules() {
    try {
      return new Rules(margin, Rules.DEFAULT.seed());
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
  }

  /** The name of the folder; the whole path if several have that. */
  private String name(Path run) {
    String name = folderName(run);
    long same = runs.stream().filter(other -> folderName(other).equals(name)).count();
    long equal = runs.stream().filter(other -> other.equals(run)).count();
    return same > equal ? run.toString() : name;
  }

  private static String folderName(Path run) {
    return String.valueOf(run.toAbsolutePath().normalize().getFileName());
  }

  private static String text(Significance tests) {
    List<List<String>> rows = tests.rows();
    List<String> heading = rows.get(0);
    MarkdownTable table =
        new MarkdownTable(heading.get(0), heading.get(1))
            .numbers(heading.subList(2, heading.size()).toArray(String[]::new));
    rows.subList(1, rows.size()).forEach(table::row);
    return tests.explanation() + "\n\n" + table;
  }

  /** Empty, with a line that says why, if a run has no results by user. */
  private Optional<Significance> significance(List<Compared> compared, Rules rules)
      throws IOException {
    String key =
        metric == null
            ? compared.get(0).result().test().overall().metrics().keySet().iterator().next()
            : metric;
    List<UserScores> scores = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Path users = RunFolder.open(runs.get(i)).users();
      if (!Files.exists(users)) {
        commandLine()
            .getErr()
            .printf(
                "No tests of significance: %s has no %s; recjpq evaluate %s writes it.%n",
                runs.get(i), users.getFileName(), runs.get(i));
        return Optional.empty();
      }
      UserResults results = UserResults.read(users);
      if (!results.metrics().contains(key)) {
        throw new DataException(
            "%s: expected the metric %s, found %s; name one of these"
                .formatted(users, key, String.join(", ", results.metrics())));
      }
      scores.add(UserScores.of(compared.get(i).name(), results, key));
    }
    try {
      return Optional.of(Significance.of(key, scores, allPairs, rules));
    } catch (IllegalArgumentException strangers) {
      commandLine().getErr().printf("No tests of significance: %s.%n", strangers.getMessage());
      return Optional.empty();
    }
  }

  /** The validation users may differ: all users, or always the same ones, are tested. */
  private void requireSameTest(Path run, RunConfig first, RunConfig other) {
    List<String> differences =
        other.training().differences(first.training()).keySet().stream()
            .filter(CompareCommand::decidesTheTest)
            .map(path -> SettingOptions.named(path + ": ", commandLine().getCommandSpec()))
            .toList();
    boolean sameSource =
        Objects.equals(other.source(), first.source())
            || other.fingerprint().equals(first.fingerprint());
    if (!sameSource || !differences.isEmpty()) {
      throw new DataException(
          "%s: expected a run tested like %s, found a different %s; compare runs that agree on it"
              .formatted(
                  run,
                  runs.get(0),
                  sameSource ? differences.get(0).replace(": ", "") : "source of interactions"));
    }
  }

  private static boolean decidesTheTest(String path) {
    return path.startsWith("filters.")
        || path.equals("evaluation.testUsers")
        || path.equals("evaluation.excludeSeen")
        || path.startsWith("holdout.") && !path.equals("holdout.validationUsers");
  }
}
