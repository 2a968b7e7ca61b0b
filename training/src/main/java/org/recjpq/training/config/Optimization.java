package org.recjpq.training.config;

import org.recjpq.graph.losses.L2Penalty;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.graph.optimizers.LearningRate;
import org.recjpq.graph.optimizers.OptimizerSettings;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.graph.optimizers.WeightAverage;
import org.recjpq.training.batches.BatchWeight;

/**
 * How weights are updated.
 *
 * @param optimizer the algorithm
 * @param learningRate the highest rate, a positive number
 * @param schedule the schedule of the rate after its warm-up
 * @param warmupSteps steps over which the rate rises, at least 0
 * @param clipNorm maximum global norm of the gradients; 0 for no limit
 * @param averageDecay decay of the average of the weights that is validated and exported in their
 *     place, in [0, 1), see {@link WeightAverage}; 0 for none
 * @param embeddingL2 weight of the {@link L2Penalty} on full item tables; 0 for none
 * @param batchWeight how much the loss of a batch weighs
 */
public record Optimization(
    OptimizerSettings optimizer,
    double learningRate,
    RateSchedule schedule,
    long warmupSteps,
    double clipNorm,
    double averageDecay,
    double embeddingL2,
    BatchWeight batchWeight) {
  /** Adam with a constant rate of 0.001; each position weighs alike. */
  public static final Optimization DEFAULT =
      new Optimization(
          new Adam.Settings(), 1e-3, RateSchedule.CONSTANT, 0, 0, 0, 0, BatchWeight.POSITIONS);

  public Optimization {
    if (!(learningRate > 0) || !Float.isFinite((float) learningRate)) {
      throw new IllegalArgumentException(
          "learningRate must be a positive number, found " + learningRate);
    }
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException("averageDecay must lie in [0, 1), found " + averageDecay);
    }
    if (warmupSteps < 0 || !isNotNegative(clipNorm) || !isNotNegative(embeddingL2)) {
      throw new IllegalArgumentException(
          "warmupSteps, clipNorm and embeddingL2 must be at least 0, found %d, %s and %s"
              .formatted(warmupSteps, clipNorm, embeddingL2));
    }
  }

  private static boolean isNotNegative(double value) {
    return value >= 0 && Float.isFinite((float) value);
  }

  /**
   * The learning rate of every step.
   *
   * @param steps planned, where a falling rate reaches 0
   * @throws IllegalArgumentException if a falling rate has no step left to fall
   */
  public LearningRate rate(long steps) {
    if (schedule.falls() && warmupSteps >= steps) {
      throw new IllegalArgumentException(
          ("optimization.warmupSteps: expected fewer than the %d planned steps, found %d; lower it"
                      + " or")
                  .formatted(steps, warmupSteps)
              + " raise schedule.epochs");
    }
    return schedule.rate(learningRate, warmupSteps, steps);
  }
}
