package org.recjpq.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.program.console.StandardOutput;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.training.loop.DivergenceException;
import picocli.CommandLine;

/** What a program says when it fails: one line. */
public final class Failures {
  /** The exit code of programs that a closed pipe ends. */
  static final int CLOSED_PIPE = 141;

  private Failures() {}

  /**
   * Lets a command line report a usage error or a failure in one line, which begins with the name
   * of the program.
   *
   * @param stacktrace whether the whole stack trace follows a failure
   */
  public static CommandLine reportedBy(CommandLine commandLine, BooleanSupplier stacktrace) {
    String name = commandLine.getCommandName();
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              CommandLine command = wrong.getCommandLine();
              command.getErr().println(name + ": " + oneLine(wrong, command));
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof StandardOutput.FailedException output && output.isClosed()) {
                return CLOSED_PIPE;
              }
              String line = SettingOptions.named(oneLine(failure), command.getCommandSpec());
              command.getErr().println(name + ": " + line);
              if (stacktrace.getAsBoolean()) {
                failure.printStackTrace(command.getErr());
              }
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** The message for a usage error. */
  private static String oneLine(CommandLine.ParameterException wrong, CommandLine command) {
    List<String> suggestions =
        wrong instanceof CommandLine.UnmatchedArgumentException unmatched
            ? suggestions(unmatched, command)
            : List.of();
    return "%s; %ssee %s --help"
        .formatted(
            String.valueOf(wrong.getMessage()).replace('\n', ' '),
            suggestions.isEmpty() ? "" : "did you mean " + suggestions.get(0) + "? or ",
            command.getCommandSpec().qualifiedName());
  }

  /** Known options or commands like the one that is not known, the nearest first. */
  private static List<String> suggestions(
      CommandLine.UnmatchedArgumentException unmatched, CommandLine command) {
    return unmatched.isUnknownOption()
        ? unmatched.getSuggestions()
        : Json.nearest(unmatched.getUnmatched().get(0), command.getSubcommands().keySet()).stream()
            .toList();
  }

  /** The message for a failure. */
  private static String oneLine(Throwable failure) {
    if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException cause) {
      return oneLine(cause);
    }
    String message = failure.getMessage();
    boolean isForTheUser =
        failure instanceof DataException
            || failure instanceof DivergenceException
            || failure instanceof StandardOutput.FailedException;
    if (isForTheUser && message != null) {
      return message;
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": expected a file, found none; check the path";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied; check the permissions";
    }
    if (failure instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + ": expected a directory or nothing, found a file; move it away";
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
}
