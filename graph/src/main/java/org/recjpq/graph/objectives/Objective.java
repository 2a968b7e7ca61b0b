package org.recjpq.graph.objectives;

import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss, and what it needs of a batch. */
public interface Objective {
  /** k, how many uniformly drawn negative items a position the batch must hold; 0 for none. */
  int negatives();

  /**
   * The loss of one batch.
   *
   * @param sequences [B, L, d] float32 from the encoder
   * @return scalar float32, the mean over the positions that have a target
   */
  Operand<TFloat32> loss(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets);
}
