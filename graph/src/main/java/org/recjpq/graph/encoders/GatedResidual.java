package org.recjpq.graph.encoders;

import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A residual whose addend passes a gate that the input opens: x + σ(x·W + b) ⊙ y.
 *
 * <p>Source: Borisyuk et al., From Features to Transformers: Redefining Ranking for Scalable Impact
 * (LiGR), arXiv 2502.03417.
 */
final class GatedResidual {
  private final Dense gate;

  /** Adds the gate's weights, Glorot uniform, and bias. */
  GatedResidual(Parameters parameters, String name, int dimension) {
    gate = Dense.square(parameters, name, dimension);
  }

  /**
   * Adds what passes the gate.
   *
   * @param x [T, d], also the input of the gate
   * @param y [T, d]
   */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.add(x, tf.math.mul(tf.math.sigmoid(gate.apply(tf, x)), y));
  }
}
