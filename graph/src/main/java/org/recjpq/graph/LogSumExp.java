package org.recjpq.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** The logarithm of a sum of exponentials. */
public final class LogSumExp {
  private LogSumExp() {}

  /** log Σ exp of every row, finite wherever the scores are: [P, C] float32 gives [P]. */
  public static Operand<TFloat32> ofRows(Ops tf, Operand<TFloat32> scores) {
    var highest = tf.stopGradient(tf.reduceMax(scores, tf.constant(1), ReduceMax.keepDims(true)));
    var sums = tf.reduceSum(tf.math.exp(tf.math.sub(scores, highest)), tf.constant(1));
    return tf.math.add(tf.math.log(sums), tf.squeeze(highest, Squeeze.axis(List.of(1L))));
  }
}
