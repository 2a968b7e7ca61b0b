package org.recjpq.graph.encoders;

import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** x·W + b on the rows of a matrix; b starts at zero. */
final class Dense {
  private final String scope;
  private final Operand<TFloat32> kernel; // [in, out]
  private final Operand<TFloat32> bias; // [out]

  Dense(Parameters parameters, String name, int in, int out, Initializer kernelInitializer) {
    scope = Layers.lastPart(name);
    kernel =
        parameters.create(
            name + "/kernel", VariableRole.KERNEL, Shape.of(in, out), kernelInitializer);
    bias = parameters.create(name + "/bias", VariableRole.BIAS, Shape.of(out), Initializer.zeros());
  }

  /** A layer that keeps the width and starts as Keras does, Glorot uniform. */
  static Dense square(Parameters parameters, String name, int dimension) {
    return new Dense(parameters, name, dimension, dimension, Initializer.glorotUniform());
  }

  /** [in, out]. */
  Operand<TFloat32> kernel() {
    return kernel;
  }

  /** [out]. */
  Operand<TFloat32> bias() {
    return bias;
  }

  /** [T, in] to [T, out]. */
  Operand<TFloat32> apply(Ops root, Operand<TFloat32> x) {
    Ops tf = root.withSubScope(scope);
    return tf.nn.biasAdd(tf.linalg.matMul(x, kernel), bias);
  }
}
