package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import org.recjpq.graph.optimizers.RateSchedule;
import picocli.CommandLine.Option;

/** Options of the optimizer. */
@Heading("Optimizer")
public final class OptimizerOptions {
  @Sets("optimization.optimizer")
  @Option(
      names = "--optimizer",
      completionCandidates = PartName.Optimizers.class,
      paramLabel = "NAME",
      description = "Optimizer: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  @Nullable String optimizer;

  @Sets("optimization.learningRate")
  @Option(
      names = "--learning-rate",
      converter = Numbers.PositiveReal.class,
      paramLabel = "RATE",
      description = "The optimizer's learning rate (default ${DEFAULT-VALUE}).")
  @Nullable Double learningRate;

  @Sets("optimization.schedule")
  @Option(
      names = "--schedule",
      paramLabel = "COURSE",
      description =
          "Schedule of the learning rate after its warm-up: ${COMPLETION-CANDIDATES} (default"
              + " ${DEFAULT-VALUE}). linear and cosine fall to 0 at the last step of --epochs,"
              + " even if training stops earlier.")
  @Nullable RateSchedule schedule;

  @Sets("optimization.warmupSteps")
  @Option(
      names = "--warmup-steps",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "Steps over which the learning rate rises (default ${DEFAULT-VALUE}).")
  @Nullable Integer warmupSteps;

  @Sets("optimization.clipNorm")
  @Option(
      names = "--clip-norm",
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "NORM",
      description =
          "Maximum global norm of the gradients; 0 for no limit (default ${DEFAULT-VALUE}).")
  @Nullable Double clipNorm;

  @Sets("optimization.optimizer.weightDecay")
  @Option(
      names = "--weight-decay",
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "W",
      description =
          "AdamW's decay of the weight matrices, not of biases, norms and embeddings (default"
              + " ${DEFAULT-VALUE}).")
  @Nullable Double weightDecay;

  @Sets("optimization.averageDecay")
  @Option(
      names = "--average-decay",
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "D",
      description =
          "Validate and export a running average of the weights, with this decay below 1; 0 for"
              + " the weights themselves (default ${DEFAULT-VALUE}).")
  @Nullable Double averageDecay;

  @Sets("optimization.embeddingL2")
  @Option(
      names = "--embedding-l2",
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "W",
      description =
          "Add W/2 times the sum of the squares of a full item table to the loss (default"
              + " ${DEFAULT-VALUE}).")
  @Nullable Double embeddingL2;

  @Sets("optimization.optimizer.lazyTables")
  @Option(
      names = "--lazy-adam",
      description =
          "With a full item table, update only the rows that a step looks up, and their moments:"
              + " much faster on a large catalogue, but not the Adam of the papers.")
  boolean lazyAdam;
}
