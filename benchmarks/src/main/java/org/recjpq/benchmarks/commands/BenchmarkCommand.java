package org.recjpq.benchmarks.commands;

import org.recjpq.program.ProgramCommand;
import picocli.CommandLine.Command;

/** {@code recjpq benchmark}: speed and memory on generated data, as rows of a Markdown table. */
@Command(
    name = "benchmark",
    description = "Measures speed and memory on generated data.",
    subcommands = {
      BenchmarkReadingCommand.class,
      BenchmarkCatalogueCommand.class,
      BenchmarkCodesCommand.class,
      BenchmarkPreparedCommand.class,
      BenchmarkTransitionsCommand.class,
      BenchmarkStepCommand.class,
      BenchmarkEvaluationCommand.class,
      BenchmarkSearchCommand.class,
      BenchmarkServingCommand.class,
      BenchmarkClustersCommand.class,
      BenchmarkReconstructionCommand.class,
      BenchmarkTrainingMemoryCommand.class,
      BenchmarkAutoCodesCommand.class,
      BenchmarkLoadingCommand.class,
      BenchmarkClusterCommand.class
    })
public final class BenchmarkCommand extends ProgramCommand implements Runnable {
  @Override
  public void run() {
    throw usageError("expected a sub-command that says what to measure");
  }
}
