package org.recjpq.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Products of batches of matrices. */
public final class MatMuls {
  private MatMuls() {}

  /** x · y for every pair: [n, r, s] by [n, s, t] gives [n, r, t], all float32. */
  public static Operand<TFloat32> batched(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return batched(tf, x, y, false);
  }

  /** x · yᵀ for every pair: [n, r, s] by [n, t, s] gives [n, r, t], all float32. */
  public static Operand<TFloat32> batchedTransposed(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return batched(tf, x, y, true);
  }

  /** The V2 op: unlike V3, which {@code tf.train.batchMatMul} emits, oneDNN has a kernel for it. */
  private static Operand<TFloat32> batched(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> y, boolean transposeY) {
    return tf.scope()
        .opBuilder("BatchMatMulV2", "BatchMatMul")
        .addInput(x.asOutput())
        .addInput(y.asOutput())
        .setAttr("adj_y", transposeY)
        .build()
        .output(0);
  }
}
