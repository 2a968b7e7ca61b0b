package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.console.Datasets;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A run that was trained before, and where its log is now. */
public final class ExistingRun {
  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  @Nullable Path run;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "The run's log, if it is no longer where it was.")
  @Nullable Path log;

  RunFolder folder() {
    return RunFolder.open(Objects.requireNonNull(run));
  }

  /** Reads the log again and opens the codes. */
  RunData data(CommandLine commandLine) throws IOException {
    return data(folder(), log, commandLine);
  }

  static RunData data(RunFolder folder, @Nullable Path log, CommandLine commandLine)
      throws IOException {
    RunConfig config = RunConfig.read(folder.config());
    Path source = log == null ? Path.of(config.data().log()) : log;
    return new Datasets(commandLine.getErr()).reopen(folder, config, source);
  }
}
