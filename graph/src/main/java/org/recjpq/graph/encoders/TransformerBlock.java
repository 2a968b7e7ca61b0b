package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One attention and one feed-forward part of a transformer, with norms and residuals. */
interface TransformerBlock {
  /**
   * Applies the block to every position.
   *
   * @param x [B·L, d]
   * @param shape the numbers B, L, d
   * @return [B·L, d]
   */
  Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TInt32> shape,
      AttentionPattern pattern,
      Dropout dropout);

  /**
   * Applies the block only to the last positions, without dropout.
   *
   * @param x [B, L, d]
   * @return [B, d]
   */
  Operand<TFloat32> applyToLast(Ops tf, Operand<TFloat32> x, AttentionPattern.Bias bias);
}
