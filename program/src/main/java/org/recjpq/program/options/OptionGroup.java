package org.recjpq.program.options;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Base class of options that several commands share, with access to the command line. */
public abstract class OptionGroup {
  @Spec(Spec.Target.MIXEE)
  public @Nullable CommandSpec command;

  /** The command line that these options belong to. */
  final CommandLine parsed() {
    return Objects.requireNonNull(command).commandLine();
  }

  /** Whether the option of that name is given on the command line. */
  public final boolean isGiven(String option) {
    return parsed().getParseResult().hasMatchedOption(option);
  }

  /**
   * Rejects an option that has no effect.
   *
   * @param hasEffect whether it would change {@code target}
   * @throws ParameterException if it is given and would change nothing
   */
  public final void requireEffect(String option, boolean hasEffect, Object target) {
    if (isGiven(option) && !hasEffect) {
      throw usageError("%s has no effect on %s; leave it out".formatted(option, target));
    }
  }

  /** The exception to throw when options contradict each other. */
  public final ParameterException usageError(String message) {
    return new ParameterException(parsed(), message);
  }

  /** The same with the message of {@code cause}, in which options are named, not settings. */
  public final ParameterException usageError(RuntimeException cause) {
    String message = String.valueOf(cause.getMessage());
    return new ParameterException(
        parsed(), SettingOptions.named(message, parsed().getCommandSpec()), cause);
  }
}
