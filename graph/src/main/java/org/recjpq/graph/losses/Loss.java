package org.recjpq.graph.losses;

import java.util.Map;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What training makes smaller. Made by its {@link LossSettings}, which also say what it needs of a
 * batch.
 */
public interface Loss {
  /** Numbers that follow from the settings and the catalogue, by name, for a report. */
  default Map<String, Double> constants() {
    return Map.of();
  }

  /**
   * The loss of each target position. Those of one position depend on no other, so that parts of a
   * batch can be computed beside each other.
   *
   * @param sequences [P, d] float32 from the encoder, one for each target position; P may be 0
   * @return [P] float32
   */
  Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets);

  /**
   * The loss of one batch.
   *
   * @param losses [P] float32, those of all its target positions; P is at least 1
   * @return scalar float32, the mean over the target positions, and what belongs to none of them
   */
  default Operand<TFloat32> ofBatch(Ops tf, ItemEmbedding items, Operand<TFloat32> losses) {
    return tf.math.mean(losses, tf.constant(0));
  }
}
