package org.recjpq.training.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunData;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq export}: a run's best weights as the next version for TF Serving. */
@Command(
    name = "export",
    description =
        "Writes the best weights of a run as the next SavedModel version below RUN/export, and"
            + " checks it against the checkpoint.")
final class ExportCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin ExistingRun existing = new ExistingRun();

  @Option(
      names = "--top-k",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items to recommend a history (default: as the run was configured).")
  @Nullable Integer topK;

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    RunData data = existing.data(commandLine);
    try (Run run = new Run(existing.folder(), data)) {
      run.restoreBest();
      commandLine.getOut().println(run.export(topK == null ? data.config().topK() : topK));
      commandLine.getOut().flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
