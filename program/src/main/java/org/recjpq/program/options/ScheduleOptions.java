package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of batches, validations and the end of training. */
@Heading("Schedule")
public final class ScheduleOptions {
  @Sets("schedule.batchSize")
  @Option(
      names = "--batch-size",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Sequences per batch (default ${DEFAULT-VALUE}).")
  @Nullable Integer batchSize;

  @Sets("schedule.batchesPerEpoch")
  @Option(
      names = "--batches-per-epoch",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description =
          "Maximum number of batches per epoch; 0 for no limit (default ${DEFAULT-VALUE}).")
  @Nullable Integer batchesPerEpoch;

  @Sets("schedule.epochs")
  @Option(
      names = "--epochs",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description =
          "Maximum number of epochs (default ${DEFAULT-VALUE}); 0 only to turn the full table of"
              + " --from-run into codes.")
  @Nullable Integer epochs;

  @Sets("schedule.evaluateEvery")
  @Option(
      names = "--evaluate-every",
      converter = Numbers.Positive.class,
      paramLabel = "STEPS",
      description = "Steps from one validation to the next (default ${DEFAULT-VALUE}).")
  @Nullable Integer evaluateEvery;

  @Sets("schedule.patience")
  @Option(
      names = "--patience",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Number of validations without a better score after which training stops (default"
              + " ${DEFAULT-VALUE}).")
  @Nullable Integer patience;
}
