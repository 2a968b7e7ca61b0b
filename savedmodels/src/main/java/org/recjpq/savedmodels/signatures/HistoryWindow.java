package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/**
 * The input of the model for the histories of a request: the newest known items, without gaps.
 *
 * @param longest L, the maximum number of items that are kept of a history, at least 1
 * @param shortest the minimum width of a window, from 1 to L: L for a model that accepts no other
 * @param padding the index for padding on the left, the padding row of the item table
 */
record HistoryWindow(int longest, int shortest, int padding) {
  /**
   * Drops unknown items at any position, and keeps the newest {@code longest} items of each history
   * in order.
   *
   * @param indexes [B, H] int32, oldest first; a negative index means unknown; B and H may be 0
   * @return [max(B, 1), W] int32, left-padded; W is the length of the longest window, at least
   *     {@code shortest}, so that short histories cost little. An empty batch has one window of
   *     padding, because not every op of a model accepts an empty batch
   */
  Operand<TInt32> of(Ops tf, Operand<TInt32> indexes) {
    var zero = tf.constant(0);
    Operand<TBool> known = isKnown(tf, indexes);
    Operand<TInt32> ageRank = // 1 for the newest known item of a row, [B, H]
        tf.math.cumsum(tf.dtypes.cast(known, TInt32.class), tf.constant(1), Cumsum.reverse(true));
    Operand<TBool> kept =
        tf.math.logicalAnd(known, tf.math.lessEqual(ageRank, tf.constant(longest)));
    Operand<TInt32> needed = tf.reduceMax(tf.select(kept, ageRank, zero), tf.array(0, 1));
    Operand<TInt32> width = tf.math.maximum(needed, tf.constant(shortest));

    Operand<TInt32> cells = tf.dtypes.cast(tf.where(kept), TInt32.class); // [kept items, 2]
    Operand<TInt32> rows = tf.<TInt32>unstack(cells, 2L, Unstack.axis(1L)).output().get(0);
    Operand<TInt32> columns = tf.math.sub(width, tf.gatherNd(ageRank, cells));
    Operand<TInt32> height = tf.math.maximum(Shapes.size(tf, indexes, 0), tf.constant(1));
    Operand<TInt32> empty = tf.fill(tf.stack(List.of(height, width)), tf.constant(padding));
    return tf.tensorScatterNdUpdate(
        empty, tf.stack(List.of(rows, columns), Stack.axis(1L)), tf.gatherNd(indexes, cells));
  }

  /**
   * Number of known items of each history, repeats included.
   *
   * @param indexes as in {@link #of}
   * @return [B] int32
   */
  static Operand<TInt32> known(Ops tf, Operand<TInt32> indexes) {
    return tf.reduceSum(tf.dtypes.cast(isKnown(tf, indexes), TInt32.class), tf.constant(1));
  }

  private static Operand<TBool> isKnown(Ops tf, Operand<TInt32> indexes) {
    return tf.math.greaterEqual(indexes, tf.constant(0));
  }
}
