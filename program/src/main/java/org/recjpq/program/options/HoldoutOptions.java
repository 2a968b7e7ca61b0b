package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what is kept from training. */
public final class HoldoutOptions {
  @Sets("holdout")
  @Option(
      names = "--holdout",
      completionCandidates = PartName.Holdouts.class,
      paramLabel = "RULE",
      description =
          "What is kept from training for validation and test: ${COMPLETION-CANDIDATES} (default"
              + " ${DEFAULT-VALUE}); its settings by --set holdout.NAME=VALUE.")
  private @Nullable String rule;

  @Sets("holdout.validationUsers")
  @Option(
      names = "--validation-users",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description =
          "Users whose last training interaction is held out too (default ${DEFAULT-VALUE}).")
  private @Nullable Integer validationUsers;

  @Sets("seed")
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Drives everything random (default ${DEFAULT-VALUE}).")
  private @Nullable Long seed;
}
