package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.training.report.ComparisonPage;
import org.recjpq.training.report.ComparisonPage.Compared;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.ResultsTable;
import org.recjpq.training.report.RunResult;
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
            + " items, parameters, bytes on disk and time per step.")
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

  @Override
  public Integer call() throws IOException {
    ResultsTable table = new ResultsTable();
    List<Compared> compared = new ArrayList<>();
    RunConfig first = RunConfig.read(RunFolder.open(runs.get(0)).config());
    for (Path run : runs) {
      RunFolder folder = RunFolder.open(run);
      RunConfig config = RunConfig.read(folder.config());
      requireSameTest(run, first, config);
      RunResult result = RunResult.read(folder.result());
      table.add(result, config.training().seed());
      compared.add(
          new Compared(
              String.valueOf(run.toAbsolutePath().normalize().getFileName()),
              result,
              new MetricsLog(folder.metrics()).entries()));
    }
    if (html != null) {
      new ComparisonPage(compared).page().write(html);
    }
    CommandLine commandLine = commandLine();
    commandLine.getOut().print(table);
    commandLine.getOut().flush();
    return CommandLine.ExitCode.OK;
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
