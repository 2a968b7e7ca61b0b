package org.recjpq.graph.items;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Scores of candidates whose vectors are given. */
final class DotProducts {
  private DotProducts() {}

  /** [P, d] by [P, C, d] gives [P, C]. */
  static Operand<TFloat32> scores(
      Ops tf, Operand<TFloat32> sequences, Operand<TFloat32> candidates) {
    var products = tf.math.mul(candidates, tf.expandDims(sequences, tf.constant(1)));
    return tf.reduceSum(products, tf.constant(-1));
  }
}
