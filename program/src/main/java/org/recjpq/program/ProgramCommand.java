package org.recjpq.program;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Base class of the program's commands, which gives access to the command line. */
public abstract class ProgramCommand {
  @Spec @Nullable CommandSpec spec;

  /** The command line, with the streams to write to. */
  public final CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }

  /** The training settings that the options of this command override. */
  public TrainingConfig base() {
    return TrainingConfig.recommended();
  }

  /** The exception to throw when options contradict each other. */
  public final ParameterException usageError(String message) {
    return new ParameterException(commandLine(), message);
  }

  /** The same with the message of {@code cause}. */
  public final ParameterException usageError(RuntimeException cause) {
    return new ParameterException(commandLine(), String.valueOf(cause.getMessage()), cause);
  }
}
