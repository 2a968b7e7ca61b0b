package org.recjpq.graph.model;

import org.recjpq.graph.losses.Loss;
import org.recjpq.graph.optimizers.Adam;

/**
 * How a model learns.
 *
 * @param loss what is minimised
 * @param adam settings of the optimizer
 * @param seed of the first weights and of dropout
 * @param batchParts in how many parts a batch goes through the model, side by side; another number
 *     gives other masks of dropout and other rounding
 */
public record Learning(Loss loss, Adam.Settings adam, long seed, int batchParts) {
  public Learning {
    if (batchParts < 1) {
      throw new IllegalArgumentException("batchParts must be at least 1, found " + batchParts);
    }
  }
}
