package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The feed-forward part SwiGLU on the rows of a matrix, without biases: (silu(x·G) ⊙ x·V)·O, where
 * silu(z) = z·σ(z).
 *
 * <p>Source: Shazeer, GLU Variants Improve Transformer, arXiv 2002.05202.
 */
final class GatedFeedForward {
  private final Operand<TFloat32> gate; // G, [d, w]
  private final Operand<TFloat32> value; // V, [d, w]
  private final Operand<TFloat32> output; // O, [w, d]

  /**
   * Adds the three matrices, which start Glorot uniform.
   *
   * @param width w, the inner width, at least 1
   */
  GatedFeedForward(Parameters parameters, String name, int dimension, int width) {
    gate = kernel(parameters, name + "_gate", Shape.of(dimension, width));
    value = kernel(parameters, name + "_value", Shape.of(dimension, width));
    output = kernel(parameters, name + "_output", Shape.of(width, dimension));
  }

  private static Operand<TFloat32> kernel(Parameters parameters, String name, Shape shape) {
    return parameters.create(
        name + "/kernel", VariableRole.KERNEL, shape, Initializer.glorotUniform());
  }

  /**
   * [T, d] to [T, d].
   *
   * @param dropout applied to the inner vectors
   */
  Operand<TFloat32> apply(Ops root, Operand<TFloat32> x, Dropout dropout) {
    Ops tf = root.withSubScope("forward");
    var gates = tf.linalg.matMul(x, gate);
    var opened = tf.math.mul(gates, tf.math.sigmoid(gates));
    var inner = tf.math.mul(opened, tf.linalg.matMul(x, value));
    return tf.linalg.matMul(dropout.apply(tf, inner), output);
  }
}
