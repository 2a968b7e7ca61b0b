package org.recjpq.graph.model;

import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A training batch in native memory: inputs and targets.
 *
 * @param inputs [B, L] int32, left-padded with N
 * @param positions [P] int32, the positions row · L + column in {@code inputs} that have a target,
 *     in ascending order
 * @param positives [P, T] int32, the items to predict there, padded with N
 * @param negatives [P, k] int32, or [1, k] if all positions share them
 * @param positiveLogCounts [P, T] float32; see {@link org.recjpq.graph.losses.TargetTensors}
 * @param negativeLogCounts float32 of the shape of the negatives, or [1, 1] if all are the same
 *     number
 * @param weight scalar float32, factor on the losses of the positions in the update; 1 to leave
 *     them as they are
 */
public record BatchTensors(
    TInt32 inputs,
    TInt32 positions,
    TInt32 positives,
    TInt32 negatives,
    TFloat32 positiveLogCounts,
    TFloat32 negativeLogCounts,
    TFloat32 weight)
    implements AutoCloseable {
  @Override
  public void close() {
    inputs.close();
    positions.close();
    positives.close();
    negatives.close();
    positiveLogCounts.close();
    negativeLogCounts.close();
    weight.close();
  }
}
