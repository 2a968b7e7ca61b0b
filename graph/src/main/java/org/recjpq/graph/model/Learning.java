package org.recjpq.graph.model;

import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.OptimizerSettings;

/**
 * How a model learns.
 *
 * @param loss what is minimised
 * @param optimizer how parameters follow their gradients
 * @param clipNorm longer gradients, taken together as one vector, are shortened to this; 0 for none
 * @param seed of the first weights and of dropout
 * @param batchParts in how many parts a batch goes through the model, side by side; another number
 *     gives other masks of dropout and other rounding
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
