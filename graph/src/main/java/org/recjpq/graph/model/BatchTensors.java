package org.recjpq.graph.model;

import org.tensorflow.types.TInt32;

/**
 * A training batch in native memory: what the model sees and what it should answer.
 *
 * @param inputs [B, L] int32, left-padded with N
 * @param positions [P] int32, the places row · L + column in {@code inputs} that have a target
 * @param positives [P, T] int32, the items to predict there, filled up with N
 * @param negatives [P, k] int32, k as the objective wants it
 */
public record BatchTensors(TInt32 inputs, TInt32 positions, TInt32 positives, TInt32 negatives)
    implements AutoCloseable {
  @Override
  public void close() {
    inputs.close();
    positions.close();
    positives.close();
    negatives.close();
  }
}
