package org.recjpq.program;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command of the program knows: the command line that it was called by. */
public abstract class ProgramCommand {
  @Spec @Nullable CommandSpec spec;

  /** The command line, with the streams to write to. */
  public final CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }

  /** The settings of a training that the options of this command lie over. */
  public TrainingConfig base() {
    return TrainingConfig.gsasrec();
  }

  /** To be thrown when the options do not go together. */
  public final ParameterException wrongUse(String message) {
    return new ParameterException(commandLine(), message);
  }

  /** The same with the message of a failure. */
  public final ParameterException wrongUse(RuntimeException cause) {
    return new ParameterException(commandLine(), String.valueOf(cause.getMessage()), cause);
  }
}
