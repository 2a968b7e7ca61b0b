package org.recjpq.graph.items;

import java.util.List;
import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/** Rows of integers in ascending order, and fast operations on them. */
public final class SortedRows {
  private SortedRows() {}

  /** Every row sorted: [P, n] int32. */
  public static Operand<TInt32> ascending(Ops tf, Operand<TInt32> rows) {
    return tf.math.neg(
        tf.nn.topK(tf.math.neg(rows), Shapes.size(tf, rows, 1), TInt32.class).values());
  }

  /** The indexes of the values [n] in ascending order of the values; a stable sort. */
  static Operand<TInt32> places(Ops tf, Operand<TInt32> values) {
    return tf.nn.topK(tf.math.neg(values), Shapes.size(tf, values, 0), TInt32.class).indices();
  }

  /** Whether the rows [P, X] contain the values [P, n] of the same row: [P, n]. */
  public static Operand<TBool> contain(Ops tf, Operand<TInt32> rows, Operand<TInt32> values) {
    var last =
        tf.fill(
            tf.stack(List.of(Shapes.size(tf, rows, 0), tf.constant(1))),
            tf.constant(Integer.MAX_VALUE));
    var sorted = tf.concat(List.of(ascending(tf, rows), last), tf.constant(1));
    var places = tf.lowerBound(sorted, values); // [P, n], at most X
    return tf.math.equal(tf.gather(sorted, places, tf.constant(1), Gather.batchDims(1L)), values);
  }
}
