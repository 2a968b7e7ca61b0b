package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.recjpq.graph.MatMuls;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Decides which positions attend to which. */
interface AttentionPattern {
  /** Added to the score of a position that must not be attended to; the softmax turns it into 0. */
  float FORBIDDEN = -1e9f;

  /**
   * Mixes the values of a head by the softmax of the scores.
   *
   * @param queries [B, L, w], scaled, like {@code keys} and {@code values}
   * @param dropout applied to the attention weights
   * @return [B, L, w]
   */
  Operand<TFloat32> mix(
      Ops tf,
      Operand<TFloat32> queries,
      Operand<TFloat32> keys,
      Operand<TFloat32> values,
      Dropout dropout);

  /** Every query attends to the same positions, and all scores are computed. */
  @FunctionalInterface
  interface Bias extends AttentionPattern {
    /** Every position may attend to all positions. */
    Bias NONE = (tf, scores) -> scores;

    /**
     * Every position may attend where {@code allowed} is 1; the softmax is exactly 0 elsewhere.
     *
     * @param allowed float32 that broadcasts to [B, queries, L], 1 or 0
     */
    static Bias allowing(Ops tf, Operand<TFloat32> allowed) {
      return adding(forbidden(tf, allowed));
    }

    /** Adds a tensor that broadcasts to [B, queries, L]. */
    static Bias adding(Operand<TFloat32> bias) {
      return (tf, scores) -> tf.math.add(scores, bias);
    }

    /** Maps attention scores by key position, [B, queries, L] float32, to the same shape. */
    Operand<TFloat32> addTo(Ops tf, Operand<TFloat32> scores);

    @Override
    default Operand<TFloat32> mix(
        Ops tf,
        Operand<TFloat32> queries,
        Operand<TFloat32> keys,
        Operand<TFloat32> values,
        Dropout dropout) {
      var scores = MatMuls.batchedTransposed(tf, queries, keys); // [B, queries, L]
      var weights = tf.nn.softmax(addTo(tf, scores));
      return MatMuls.batched(tf, dropout.apply(tf, weights), values);
    }
  }

  /** 0 where {@code allowed} is 1, {@link #FORBIDDEN} where it is 0. */
  static Operand<TFloat32> forbidden(Ops tf, Operand<TFloat32> allowed) {
    return tf.math.mul(tf.math.sub(tf.constant(1f), allowed), tf.constant(FORBIDDEN));
  }
}
