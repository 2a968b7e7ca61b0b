package org.recjpq.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Sizes that are known only when a graph runs. */
public final class Shapes {
  private Shapes() {}

  /** The size of a dimension: scalar int32. */
  public static Operand<TInt32> size(Ops tf, Operand<? extends TType> tensor, int axis) {
    return tf.gather(tf.shape(tensor), tf.constant(axis), tf.constant(0));
  }

  /** 0, 1, 2 and so on, {@code count} of them: [count] int32. */
  public static Operand<TInt32> range(Ops tf, Operand<TInt32> count) {
    return tf.range(tf.constant(0), count, tf.constant(1));
  }
}
