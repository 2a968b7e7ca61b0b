package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Queries, keys and values of positions, and the attention between them; no output projection. */
final class SelfAttention {
  private final AttentionHeads heads;
  private final Dense query;
  private final Dense key;
  private final Dense value;

  /** Adds the three projections {@code name/query}, {@code name/key} and {@code name/value}. */
  SelfAttention(
      Parameters parameters, String name, AttentionHeads heads, Initializer ofProjections) {
    this.heads = heads;
    int d = heads.dimension();
    query = new Dense(parameters, name + "/query", d, d, ofProjections);
    key = new Dense(parameters, name + "/key", d, d, ofProjections);
    value = new Dense(parameters, name + "/value", d, d, ofProjections);
  }

  /**
   * What every position gathers.
   *
   * @param asking [B·L, d], of which the queries are made
   * @param asked [B·L, d], of which the keys and values are made
   * @param shape the numbers B, L, d
   * @return [B·L, d]
   */
  Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> asking,
      Operand<TFloat32> asked,
      Operand<TInt32> shape,
      AttentionPattern pattern,
      Dropout dropout) {
    return heads.apply(
        tf.withSubScope("attention"),
        query.apply(tf, asking),
        key.apply(tf, asked),
        value.apply(tf, asked),
        shape,
        pattern,
        dropout);
  }

  /**
   * What one position of each sequence gathers, without dropout.
   *
   * @param asking [B, d]
   * @param asked [B, L, d]
   * @return [B, d]
   */
  Operand<TFloat32> applyToOne(
      Ops tf, Operand<TFloat32> asking, Operand<TFloat32> asked, AttentionPattern.Bias bias) {
    return heads.applyToOne(
        tf.withSubScope("attention"), query.apply(tf, asking), key, value, asked, bias);
  }
}
