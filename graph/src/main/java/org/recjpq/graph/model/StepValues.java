package org.recjpq.graph.model;

import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The numbers of a training step, in native memory.
 *
 * @param step 1 for the first one
 * @param learningRate of this step
 * @param beta1Power Adam's β1 to the power of the step
 * @param beta2Power β2 likewise
 */
record StepValues(TInt64 step, TFloat32 learningRate, TFloat32 beta1Power, TFloat32 beta2Power)
    implements AutoCloseable {
  static StepValues of(long step, float learningRate, float beta1Power, float beta2Power) {
    return new StepValues(
        TInt64.scalarOf(step),
        TFloat32.scalarOf(learningRate),
        TFloat32.scalarOf(beta1Power),
        TFloat32.scalarOf(beta2Power));
  }

  @Override
  public void close() {
    step.close();
    learningRate.close();
    beta1Power.close();
    beta2Power.close();
  }
}
