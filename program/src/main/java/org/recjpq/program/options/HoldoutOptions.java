package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what is held out of training. */
@Heading("Holdout")
public final class HoldoutOptions {
  @Sets("holdout")
  @Option(
      names = "--holdout",
      completionCandidates = PartName.Holdouts.class,
      paramLabel = "RULE",
      description =
          "What is held out of training for validation and test: ${COMPLETION-CANDIDATES} (default"
              + " ${DEFAULT-VALUE}); change its settings by --set holdout.NAME=VALUE.")
  @Nullable String rule;

  @Sets("holdout.validationUsers")
  @Option(
      names = "--validation-users",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description =
          "Number of users whose last training interaction is held out for validation (default"
              + " ${DEFAULT-VALUE}). With 0, training goes on to its last epoch and keeps the last"
              + " weights.")
  @Nullable Integer validationUsers;

  @Sets("seed")
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default ${DEFAULT-VALUE}).")
  @Nullable Long seed;
}
