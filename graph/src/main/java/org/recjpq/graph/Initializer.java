package org.recjpq.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The initial values of a parameter, computed inside the graph. */
@FunctionalInterface
public interface Initializer {
  /**
   * Adds the ops that compute the values.
   *
   * @param seed [2] int64: the only source of randomness
   * @return float32 of the given shape
   */
  Operand<TFloat32> values(Ops tf, Shape shape, Operand<TInt64> seed);

  /** All zeros. */
  static Initializer zeros() {
    return (tf, shape, seed) -> tf.fill(tf.constant(shape), tf.constant(0f));
  }

  /** All ones. */
  static Initializer ones() {
    return (tf, shape, seed) -> tf.fill(tf.constant(shape), tf.constant(1f));
  }

  /** Uniform in [-limit, limit). Keras embedding tables use 0.05. */
  static Initializer uniform(double limit) {
    return (tf, shape, seed) -> {
      var unit = tf.random.statelessRandomUniform(tf.constant(shape), seed, TFloat32.class);
      var centred = tf.math.sub(unit, tf.constant(0.5f));
      return tf.math.mul(centred, tf.constant((float) (2 * limit)));
    };
  }

  /**
   * Uniform with the limit sqrt(6 / (in + out)) of a matrix [in, out]: the initial weights of Keras
   * dense layers (Glorot and Bengio, AISTATS 2010).
   */
  static Initializer glorotUniform() {
    return (tf, shape, seed) -> {
      long fans = shape.get(0) + shape.get(1);
      return uniform(Math.sqrt(6.0 / fans)).values(tf, shape, seed);
    };
  }

  /**
   * Normal with standard deviation {@code deviation}, where values beyond twice that are drawn
   * again: the initial weights of BERT, with 0.02.
   */
  static Initializer truncatedNormal(double deviation) {
    return (tf, shape, seed) -> {
      var unit = tf.random.statelessTruncatedNormal(tf.constant(shape), seed, TFloat32.class);
      return tf.math.mul(unit, tf.constant((float) deviation));
    };
  }

  /**
   * A matrix [in, out] with orthonormal rows, in at most out, uniform among them: the initial
   * recurrent weights of Keras (Saxe, McClelland and Ganguli, ICLR 2014).
   */
  static Initializer orthogonal() {
    return (tf, shape, seed) -> {
      var transposed = Shape.of(shape.get(1), shape.get(0));
      var normal = tf.random.statelessRandomNormal(tf.constant(transposed), seed, TFloat32.class);
      var qr = tf.linalg.qr(normal);
      var signs = tf.math.sign(tf.linalg.tensorDiagPart(qr.r())); // [in]
      return tf.linalg.transpose(tf.math.mul(qr.q(), signs), tf.constant(new int[] {1, 0}));
    };
  }
}
