package org.recjpq.graph.optimizers;

import java.util.function.LongToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A number that an optimizer computes from the step and that must be fed.
 *
 * @param placeholder scalar float32 placeholder to feed
 * @param value value at a step, 1 for the first; rounded to float32
 */
public record StepScalar(Operand<TFloat32> placeholder, LongToDoubleFunction value) {
  /** The value at a step, 1 for the first. */
  public float at(long step) {
    return (float) value.applyAsDouble(step);
  }
}
