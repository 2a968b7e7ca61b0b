package org.recjpq.training.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program {@code recjpq}. */
@Command(
    name = "recjpq",
    description =
        "Trains next-item recommenders over very large catalogues; exports to TF Serving.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure: bad data, a full disk, a loss that is no number",
      "2:wrong use",
      "130:interrupted; a checkpoint was saved"
    },
    subcommands = {
      StatsCommand.class,
      AssignCommand.class,
      QuickstartCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ExportCommand.class,
      RecommendCommand.class,
      GenerateCommand.class,
      BenchmarkCommand.class,
    })
public final class RecJpq implements Runnable {
  @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "After a failure, print the whole stack trace too.")
  boolean stacktrace;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "expected a sub-command");
  }

  /** Parses and runs {@code arguments}; returns the exit code. */
  static int execute(String... arguments) {
    RecJpq program = new RecJpq();
    return new CommandLine(program)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              commandLine.getErr().println("recjpq: " + oneLine(failure));
              if (program.stacktrace) {
                failure.printStackTrace(commandLine.getErr());
              }
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }

  /** What the user is told of a failure. */
  private static String oneLine(Throwable failure) {
    if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException cause) {
      return oneLine(cause);
    }
    String message = failure.getMessage();
    if (failure instanceof DataException && message != null) {
      return message;
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": expected a file, found none; check the path";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied; check the permissions";
    }
    if (failure instanceof FileSystemException broken) {
      return broken.getFile() + ": " + broken.getReason();
    }
    if (failure instanceof IOException && message != null) {
      return message;
    }
    return "unexpected failure: "
        + String.valueOf(failure).replace('\n', ' ')
        + "; --stacktrace shows where";
  }

  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }
}
