package org.recjpq.training.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code recjpq benchmark}: speed and memory on generated data, as rows of a Markdown table. */
@Command(
    name = "benchmark",
    description = "Measures speed and memory on generated data.",
    subcommands = {
      BenchmarkCodesCommand.class,
      BenchmarkStepCommand.class,
      BenchmarkSearchCommand.class
    })
final class BenchmarkCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "expected a sub-command: what to measure");
  }
}
