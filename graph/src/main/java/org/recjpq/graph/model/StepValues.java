package org.recjpq.graph.model;

import java.util.List;
import org.recjpq.graph.optimizers.StepScalar;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The numbers of a training step, in native memory.
 *
 * @param step 1 for the first step
 * @param learningRate learning rate of this step
 * @param scalars the other numbers of the step, in the order of {@link Updates#scalars}
 */
record StepValues(TInt64 step, TFloat32 learningRate, List<TFloat32> scalars)
    implements AutoCloseable {
  static StepValues of(long step, float learningRate, List<StepScalar> scalars) {
    return new StepValues(
        TInt64.scalarOf(step),
        TFloat32.scalarOf(learningRate),
        scalars.stream().map(scalar -> TFloat32.scalarOf(scalar.at(step))).toList());
  }

  @Override
  public void close() {
    step.close();
    learningRate.close();
    scalars.forEach(TFloat32::close);
  }
}
