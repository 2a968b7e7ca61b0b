package org.recjpq.program.options;

import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.training.runs.RunConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the optimizer and the course of training. */
public final class LearningOptions {
  public static final String EMBEDDING_L2 = "--embedding-l2";

  @Option(
      names = "--learning-rate",
      converter = Numbers.PositiveReal.class,
      paramLabel = "RATE",
      description = "Adam's learning rate (default ${DEFAULT-VALUE}).")
  public double learningRate = 1e-3;

  @Option(
      names = "--schedule",
      paramLabel = "COURSE",
      description =
          "The learning rate after its warm-up: ${COMPLETION-CANDIDATES} (default"
              + " ${DEFAULT-VALUE}). LINEAR and COSINE fall to 0 at the last step of --epochs,"
              + " whether or not training stops before.")
  public RateSchedule schedule = RateSchedule.CONSTANT;

  @Option(
      names = "--warmup-steps",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "Steps over which the learning rate rises (default ${DEFAULT-VALUE}).")
  public int warmupSteps = 0;

  @Option(
      names = "--clip-norm",
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "NORM",
      description = "Largest global norm of a gradient; 0 for no limit (default ${DEFAULT-VALUE}).")
  public double clipNorm = 0;

  @Option(
      names = "--weight-decay",
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "W",
      description =
          "AdamW's decay of the weight matrices, not of biases, norms and embeddings (default"
              + " ${DEFAULT-VALUE}).")
  public double weightDecay = 0;

  @Option(
      names = EMBEDDING_L2,
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "W",
      description =
          "Adds W/2 times the sum of the squares of a full item table to the loss (default"
              + " ${DEFAULT-VALUE}).")
  public double embeddingL2 = 0;

  @Mixin public LazyAdamOption lazyAdam = new LazyAdamOption();

  @Option(
      names = "--batch-size",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Sequences a batch (default ${DEFAULT-VALUE}).")
  public int batchSize = 128;

  @Option(
      names = "--batches-per-epoch",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "The most batches an epoch has; 0 for no limit (default ${DEFAULT-VALUE}).")
  public int batchesPerEpoch = 0;

  @Option(
      names = "--epochs",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "The most epochs (default ${DEFAULT-VALUE}).")
  public int epochs = 1000;

  @Option(
      names = "--evaluate-every",
      converter = Numbers.Positive.class,
      paramLabel = "STEPS",
      description = "Steps from one validation to the next (default ${DEFAULT-VALUE}).")
  public int evaluateEvery = 250;

  @Option(
      names = "--patience",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Validations without a better score after which training stops (default"
              + " ${DEFAULT-VALUE}).")
  public int patience = 10;

  @Option(
      names = "--validation-users",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Users whose last training item is held out (default ${DEFAULT-VALUE}).")
  public int validationUsers = 1024;

  @Mixin public TestUsersOption testUsers = new TestUsersOption();

  @Option(
      names = "--exclude-seen",
      description = "Take a user's own items out of the ranking, in validation and test.")
  public boolean excludeSeen;

  /** Options whose defaults train for a minute or so on a small log. */
  public static LearningOptions quick() {
    LearningOptions options = new LearningOptions();
    options.learningRate = 3e-3;
    options.batchSize = 64;
    options.epochs = 50;
    return options;
  }

  public RunConfig.Optimization optimization() {
    return new RunConfig.Optimization(
        learningRate, schedule, warmupSteps, clipNorm, weightDecay, embeddingL2, lazyAdam.asked);
  }

  public RunConfig.Schedule schedule() {
    return new RunConfig.Schedule(batchSize, batchesPerEpoch, epochs, evaluateEvery, patience);
  }
}
