package org.recjpq.graph.objectives;

import java.util.Map;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss, and what it needs of a batch. */
public interface Objective {
  /** k, how many random negative items each target position has; 0 for none. */
  int negatives();

  /** Numbers that follow from the settings and the catalogue, by name, for a report. */
  default Map<String, Double> constants() {
    return Map.of();
  }

  /**
   * Whether all target positions of a batch have the same negatives, drawn by popularity. Else each
   * position has its own, drawn uniformly.
   */
  default boolean sharesNegatives() {
    return false;
  }

  /**
   * The loss of one batch.
   *
   * @param sequences [P, d] float32 from the encoder, one for each target position; P is at least 1
   * @return scalar float32, the mean over the target positions
   */
  Operand<TFloat32> loss(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets);
}
