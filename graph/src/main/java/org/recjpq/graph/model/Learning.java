package org.recjpq.graph.model;

import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.OptimizerSettings;
import org.recjpq.graph.optimizers.WeightAverage;

/**
 * The settings of a model's training.
 *
 * @param loss the loss to minimise
 * @param optimizer how parameters are updated from gradients
 * @param clipNorm maximum global norm of the gradients, which are scaled down to it; 0 for no limit
 * @param averageDecay decay of the average of the parameters that is evaluated and exported, in [0,
 *     1); 0 to take the parameters themselves; see {@link WeightAverage}
 * @param seed seed of the initial weights and of dropout
 * @param batchParts number of parts of a batch that go through the model in parallel; it affects
 *     dropout masks and rounding
 */
public record Learning(
    LossSettings loss,
    OptimizerSettings optimizer,
    double clipNorm,
    double averageDecay,
    long seed,
    int batchParts) {
  /** Checks the numbers. */
  public Learning {
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("clipNorm must not be negative, found " + clipNorm);
    }
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException("averageDecay must lie in [0, 1), found " + averageDecay);
    }
    if (batchParts < 1) {
      throw new IllegalArgumentException("batchParts must be at least 1, found " + batchParts);
    }
  }
}
