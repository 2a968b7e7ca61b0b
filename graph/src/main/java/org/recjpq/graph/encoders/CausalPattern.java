package org.recjpq.graph.encoders;

import java.util.List;
import org.recjpq.graph.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Every position looks at the items up to itself.
 *
 * <p>The first half of the positions is kept from the second half of the keys, which it must not
 * see anyway: a quarter of the scores is never computed.
 */
final class CausalPattern implements AttentionPattern {
  private final Operand<TInt32> half; // scalar, L / 2
  private final Bias ofFirst;
  private final Bias ofSecond;

  /**
   * Adds the bias of both halves.
   *
   * @param mask [B, L], 1 for an item, 0 for padding
   * @param length scalar, L
   */
  CausalPattern(Ops tf, Operand<TFloat32> mask, Operand<TInt32> length) {
    half = tf.math.div(length, tf.constant(2));
    var positions = tf.range(tf.constant(0), length, tf.constant(1));
    var first = tf.slice(positions, tf.constant(new int[] {0}), vector(tf, half));
    var second = tf.slice(positions, vector(tf, half), tf.constant(new int[] {-1}));
    var padding = AttentionPattern.forbidden(tf, tf.expandDims(mask, tf.constant(1))); // [B, 1, L]
    ofFirst = Bias.adding(tf.math.add(future(tf, first, first), upTo(tf, padding, 2)));
    ofSecond = Bias.adding(tf.math.add(future(tf, second, positions), padding));
  }

  /** FORBIDDEN for keys after the query, else 0: [queries, keys]. */
  private static Operand<TFloat32> future(Ops tf, Operand<TInt32> queries, Operand<TInt32> keys) {
    var past =
        tf.math.greaterEqual(
            tf.expandDims(queries, tf.constant(1)), tf.expandDims(keys, tf.constant(0)));
    return AttentionPattern.forbidden(tf, tf.dtypes.cast(past, TFloat32.class));
  }

  @Override
  public Operand<TFloat32> mix(
      Ops tf,
      Operand<TFloat32> queries,
      Operand<TFloat32> keys,
      Operand<TFloat32> values,
      Dropout dropout) {
    var first =
        ofFirst.mix(tf, upTo(tf, queries, 1), upTo(tf, keys, 1), upTo(tf, values, 1), dropout);
    var second = ofSecond.mix(tf, from(tf, queries), keys, values, dropout);
    return tf.concat(List.of(first, second), tf.constant(1));
  }

  /** The first half along an axis of three. */
  private Operand<TFloat32> upTo(Ops tf, Operand<TFloat32> x, int axis) {
    List<Operand<TInt32>> size =
        axis == 1
            ? List.of(tf.constant(-1), half, tf.constant(-1))
            : List.of(tf.constant(-1), tf.constant(-1), half);
    return tf.slice(x, tf.constant(new int[] {0, 0, 0}), tf.stack(size));
  }

  /** The second half of [B, L, w]. */
  private Operand<TFloat32> from(Ops tf, Operand<TFloat32> x) {
    var begin = tf.stack(List.of(tf.constant(0), half, tf.constant(0)));
    return tf.slice(x, begin, tf.constant(new int[] {-1, -1, -1}));
  }

  private static Operand<TInt32> vector(Ops tf, Operand<TInt32> scalar) {
    return tf.expandDims(scalar, tf.constant(0));
  }
}
