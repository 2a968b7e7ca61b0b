package org.recjpq.graph.encoders;

import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Brings every row to mean 0 and variance 1, then scales and shifts its columns. */
final class LayerNorm {
  private final float epsilon;
  private final Operand<TFloat32> gamma; // [d]
  private final Operand<TFloat32> beta; // [d]

  /**
   * Adds scale and shift.
   *
   * @param epsilon added to the variance
   */
  LayerNorm(Parameters parameters, String name, int dimension, float epsilon) {
    this.epsilon = epsilon;
    gamma = parameters.create(name + "/gamma", Shape.of(dimension), Initializer.ones());
    beta = parameters.create(name + "/beta", Shape.of(dimension), Initializer.zeros());
  }

  /** [T, d] to [T, d]. */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    var mean = tf.math.mean(x, tf.constant(1), Mean.keepDims(true));
    var variance =
        tf.math.mean(tf.math.squaredDifference(x, mean), tf.constant(1), Mean.keepDims(true));
    var scale = tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon)));
    var normalised = tf.math.mul(tf.math.sub(x, mean), scale);
    return tf.math.add(tf.math.mul(normalised, gamma), beta);
  }
}
