package org.recjpq.graph.model;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * A trained model whose scores another one learns to give, beside the targets: distillation (Hinton
 * et al., Distilling the Knowledge in a Neural Network, 2015, arXiv 1503.02531).
 *
 * <p>At a target position, p is the softmax of the teacher's scores of the candidates of the loss,
 * divided by the temperature T, and q that of the model's. The loss of the position becomes (1 − w)
 * · loss + w · T² · cross-entropy(p, q).
 *
 * @param config of a model with the same catalogue; it must accept the batches of the other one
 * @param codes its item codes, null if it has none
 * @param weights its parameters by name; closed with this
 * @param weight w, in (0, 1]
 * @param temperature T, a positive number
 */
public record Teacher(
    ModelConfig config,
    @Nullable ItemCodes codes,
    Weights weights,
    double weight,
    double temperature)
    implements AutoCloseable {
  /** Checks the numbers. */
  public Teacher {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must lie in (0, 1], found " + weight);
    }
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature must be a positive number, found " + temperature);
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
