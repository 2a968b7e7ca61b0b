package org.recjpq.graph.items;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Scores of candidates whose vectors are at hand. */
final class DotProducts {
  private DotProducts() {}

  /** [B, L, d] by [B, L, C, d] gives [B, L, C]. */
  static Operand<TFloat32> scores(
      Ops tf, Operand<TFloat32> sequences, Operand<TFloat32> candidates) {
    var products = tf.math.mul(candidates, tf.expandDims(sequences, tf.constant(2)));
    return tf.reduceSum(products, tf.constant(-1));
  }
}
