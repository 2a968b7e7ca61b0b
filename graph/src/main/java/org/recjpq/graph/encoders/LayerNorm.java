package org.recjpq.graph.encoders;

import java.util.List;
import org.recjpq.graph.CustomGradient;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Normalises every row to mean 0 and variance 1, then scales and shifts its columns. */
final class LayerNorm {
  private static final CustomGradient GRADIENT =
      CustomGradient.named("layer_norm", LayerNorm::backward);

  private final String scope;
  private final float epsilon;
  private final Operand<TFloat32> gamma; // [d]
  private final Operand<TFloat32> beta; // [d]

  /**
   * Adds scale and shift.
   *
   * @param epsilon added to the variance
   */
  LayerNorm(Parameters parameters, String name, int dimension, float epsilon) {
    this.scope = Layers.lastPart(name);
    this.epsilon = epsilon;
    gamma =
        parameters.create(
            name + "/gamma", VariableRole.SCALE, Shape.of(dimension), Initializer.ones());
    beta =
        parameters.create(
            name + "/beta", VariableRole.BIAS, Shape.of(dimension), Initializer.zeros());
  }

  /** [T, d] to [T, d]. */
  Operand<TFloat32> apply(Ops root, Operand<TFloat32> x) {
    Ops tf = root.withSubScope(scope);
    var centred = tf.math.sub(x, meanOfRows(tf, x));
    var variance = meanOfRows(tf, tf.math.square(centred));
    var scale = tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon))); // [T, 1]
    var normalised = tf.math.mul(centred, scale);
    var y = tf.math.add(tf.math.mul(normalised, gamma), beta);
    return GRADIENT.of(tf, y, List.of(x, gamma, beta), List.of(normalised, scale));
  }

  private static Operand<TFloat32> meanOfRows(Ops tf, Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(1), Mean.keepDims(true));
  }

  /**
   * With n the normalised rows, s their scales and g the gradient: γ gets the sum of g·n over the
   * rows, β that of g, and x gets s·(γg − mean(γg) − n·mean(γg·n)), with means along a row. That
   * equals TensorFlow's gradient, with fewer passes over the rows.
   */
  @SuppressWarnings("unchecked") // saved by apply
  private static List<Operand<TFloat32>> backward(
      Ops tf, Operand<TFloat32> gradient, List<Operand<TFloat32>> inputs, List<Operand<?>> saved) {
    var gamma = inputs.get(1);
    var normalised = (Operand<TFloat32>) saved.get(0);
    var scale = (Operand<TFloat32>) saved.get(1);
    var products = tf.math.mul(gradient, normalised);
    var weights = meanWeights(tf, gamma); // [d, 1]
    var mean = tf.linalg.matMul(gradient, weights); // [T, 1]
    var slope = tf.linalg.matMul(products, weights);
    var centred = tf.math.sub(tf.math.mul(gradient, gamma), mean);
    var ofX = tf.math.mul(tf.math.sub(centred, tf.math.mul(normalised, slope)), scale);
    return List.of(ofX, sumOfRows(tf, products), sumOfRows(tf, gradient));
  }

  /** γ / d as a column. */
  private static Operand<TFloat32> meanWeights(Ops tf, Operand<TFloat32> gamma) {
    var size = tf.dtypes.cast(tf.size(gamma), TFloat32.class);
    return tf.expandDims(tf.math.div(gamma, size), tf.constant(1));
  }

  private static Operand<TFloat32> sumOfRows(Ops tf, Operand<TFloat32> x) {
    return tf.nn.biasAddGrad(x);
  }
}
