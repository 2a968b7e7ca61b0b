package org.recjpq.graph.optimizers;

import java.util.function.LongToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A number that an optimizer computes from the step and wants to be fed.
 *
 * @param placeholder scalar float32, where it is fed
 * @param value of a step, 1 for the first one; rounded to float32
 */
public record StepScalar(Operand<TFloat32> placeholder, LongToDoubleFunction value) {
  /** The number of a step, 1 for the first one. */
  public float at(long step) {
    return (float) value.applyAsDouble(step);
  }
}
