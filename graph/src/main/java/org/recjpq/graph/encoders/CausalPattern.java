package org.recjpq.graph.encoders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.recjpq.graph.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Every position attends to the items up to itself.
 *
 * <p>The first half of the positions is never combined with the second half of the keys, which it
 * must not attend to anyway: a quarter of the scores is never computed.
 */
final class CausalPattern implements AttentionPattern {
  private final Operand<TInt32> length; // scalar, L
  private final Operand<TInt32> half; // scalar, L / 2, rounded down
  private final Bias ofFirst;
  private final Bias ofSecond;

  /**
   * Adds the bias of both halves.
   *
   * @param mask [B, L], 1 for an item, 0 for padding
   * @param length scalar, L
   */
  CausalPattern(Ops tf, Operand<TFloat32> mask, Operand<TInt32> length) {
    this.length = length;
    this.half = tf.math.div(length, tf.constant(2));
    var positions = tf.range(tf.constant(0), length, tf.constant(1));
    var first = tf.range(tf.constant(0), half, tf.constant(1));
    var second = tf.range(half, length, tf.constant(1));
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
    var halves = tf.splitV(queries, halves(tf), tf.constant(1), 2L).output();
    var first = ofFirst.mix(tf, halves.get(0), upTo(tf, keys, 1), upTo(tf, values, 1), dropout);
    var second = ofSecond.mix(tf, halves.get(1), keys, values, dropout);
    return tf.concat(List.of(first, second), tf.constant(1));
  }

  /** The sizes of both halves. */
  private Operand<TInt32> halves(Ops tf) {
    return tf.stack(List.of(half, tf.math.sub(length, half)));
  }

  /** The first half along one of three axes. */
  private Operand<TFloat32> upTo(Ops tf, Operand<TFloat32> x, int axis) {
    List<Operand<TInt32>> size = new ArrayList<>(Collections.nCopies(3, tf.constant(-1)));
    size.set(axis, half);
    return tf.slice(x, tf.constant(new int[] {0, 0, 0}), tf.stack(size));
  }
}
