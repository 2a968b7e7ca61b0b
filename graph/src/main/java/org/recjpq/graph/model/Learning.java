package org.recjpq.graph.model;

import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.OptimizerSettings;

/**
 * The settings of a model's training.
 *
 * @param loss the loss to minimise
 * @param optimizer how parameters are updated from gradients
 * @param clipNorm maximum global norm of the gradients, which are scaled down to it; 0 for no limit
 * @param seed seed of the initial weights and of dropout
 * @param batchParts number of parts of a batch that go through the model in parallel; it affects
 *     dropout masks and rounding
 */
public record Learning(
    LossSettings loss, OptimizerSettings optimizer, double clipNorm, long seed, int batchParts) {
  /** Checks the numbers. */
  public Learning {
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("clipNorm must not be negative, found " + clipNorm);
    }
    if (batchParts < 1) {
      throw new IllegalArgumentException("batchParts must be at least 1, found " + batchParts);
    }
  }
}
