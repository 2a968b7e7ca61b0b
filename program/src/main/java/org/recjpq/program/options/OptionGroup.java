package org.recjpq.program.options;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that several commands have, and that know the command line of theirs. */
public abstract class OptionGroup {
  @Spec(Spec.Target.MIXEE)
  public @Nullable CommandSpec command;

  private CommandLine commandLine() {
    return Objects.requireNonNull(command).commandLine();
  }

  /** Whether an option, by its name, stands on the command line. */
  public final boolean isGiven(String option) {
    return commandLine().getParseResult().hasMatchedOption(option);
  }

  /**
   * Refuses an option that changes nothing.
   *
   * @param hasEffect whether it would change {@code target}
   * @throws ParameterException if it is given and would not
   */
  public final void requireEffect(String option, boolean hasEffect, Object target) {
    if (isGiven(option) && !hasEffect) {
      throw wrongUse("%s has no effect on %s; leave it out".formatted(option, target));
    }
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
