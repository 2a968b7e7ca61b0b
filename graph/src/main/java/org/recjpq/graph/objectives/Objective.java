package org.recjpq.graph.objectives;

import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss, and what it needs of a batch. */
public interface Objective {
  /**
   * k, how many uniformly drawn negative items a target position the batch must hold; 0 for none.
   */
  int negatives();

  /**
   * The loss of one batch.
   *
   * @param sequences [P, d] float32 from the encoder, one for each target position; P is at least 1
   * @return scalar float32, the mean over the target positions
   */
  Operand<TFloat32> loss(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets);
}
