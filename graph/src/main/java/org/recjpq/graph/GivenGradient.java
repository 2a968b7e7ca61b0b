package org.recjpq.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Values whose gradient was found by hand, for TensorFlow Java takes no gradient functions. */
public final class GivenGradient {
  private GivenGradient() {}

  /**
   * A value with a gradient of its own: to the value a term is added that is 0 but has this
   * gradient. Nothing else that the value depends on gets a gradient.
   *
   * @param value float32 of the shape of {@code x} without {@code axes}
   * @param x float32, finite
   * @param gradient of the shape of {@code x}: the derivatives of each value by those elements of
   *     {@code x} that only differ along {@code axes}
   */
  public static Operand<TFloat32> of(
      Ops tf,
      Operand<TFloat32> value,
      Operand<TFloat32> x,
      Operand<TFloat32> gradient,
      int... axes) {
    var linear = tf.reduceSum(tf.math.mul(tf.stopGradient(gradient), x), tf.constant(axes));
    return tf.math.add(tf.stopGradient(value), tf.math.sub(linear, tf.stopGradient(linear)));
  }
}
