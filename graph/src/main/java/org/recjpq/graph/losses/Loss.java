package org.recjpq.graph.losses;

import java.util.Map;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The quantity that training minimises. Created by its {@link LossSettings}, which also define what
 * it needs in a batch.
 */
public interface Loss {
  /** Numbers derived from the settings and the catalogue, by name, for reports. */
  default Map<String, Double> constants() {
    return Map.of();
  }

  /**
   * The loss of each target position. The loss of a position does not depend on other positions, so
   * that parts of a batch can be computed in parallel.
   *
   * @param sequences [P, d] float32 from the encoder, one for each target position; P may be 0
   * @return [P] float32
   */
  Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets);

  /**
   * The scores whose softmax the loss is, as they enter the softmax, so that {@link #losses} are
   * log Σ exp of them minus the first. Only of losses whose {@linkplain LossSettings#hasLogits
   * settings} say that they are such.
   *
   * @param sequences as of {@link #losses}
   * @return [P, C] float32, that of the positive first, and for the same items whatever the
   *     embedding is; far below 0 where an item does not count
   * @throws UnsupportedOperationException if the loss is no softmax
   */
  default Operand<TFloat32> logits(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    throw new UnsupportedOperationException(
        "expected a loss that is a softmax of scores, found " + this);
  }

  /**
   * The loss of one batch.
   *
   * @param losses [P] float32, those of all its target positions; P is at least 1
   * @return scalar float32: the mean over the target positions, plus terms that belong to no
   *     position
   */
  default Operand<TFloat32> ofBatch(Ops tf, ItemEmbedding items, Operand<TFloat32> losses) {
    return tf.math.mean(losses, tf.constant(0));
  }
}
