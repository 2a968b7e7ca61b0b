package org.recjpq.program.commands;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.BaselineName;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.runs.LaterPeriod;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq evaluate}: tests a run's best weights again. */
@Command(
    name = "evaluate",
    description =
        "Ranks every user's last item over the full catalogue with the best weights of a run, and"
            + " with baselines for comparison.")
public final class EvaluateCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin ExistingRun existing = new ExistingRun();

  @Option(
      names = "--baselines",
      converter = BaselineName.class,
      split = ",",
      paramLabel = "NAME",
      description =
          "Baselines to fit and test as well: ${COMPLETION-CANDIDATES} (default: those that take"
              + " seconds on this log).")
  @Nullable Set<Baseline> baselines;

  @Option(
      names = "--from-time",
      paramLabel = "TIME",
      description =
          "Test on every interaction from this time on instead, with all before it as history: a"
              + " date, or a number in the log's own unit. --log may then name a newer log.")
  @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "The end of that time (default: that of the log).")
  @Nullable String until;

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    try (Run run = opened(commandLine)) {
      existing.restore(run);
      run.missedTest().ifPresent(sentence -> commandLine.getErr().println(sentence + "."));
      RunReport report = new RunReport(run);
      TrainingJob.test(
          run,
          baselines == null ? Baseline.quick(run.data().holdout().train()) : baselines,
          report);
      if (!existing.newest) {
        report.writeUsers();
      }
      commandLine.getOut().print(report.results());
      commandLine.getOut().flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private Run opened(CommandLine commandLine) throws IOException {
    if (from == null) {
      if (until != null) {
        throw usageError("--until requires --from-time");
      }
      return existing.open(commandLine);
    }
    try {
      return new LaterPeriod(from, until).open(existing.folder(), existing.source());
    } catch (IllegalArgumentException wrong) {
      throw usageError("--from-time, --until: " + wrong.getMessage());
    }
  }
}
