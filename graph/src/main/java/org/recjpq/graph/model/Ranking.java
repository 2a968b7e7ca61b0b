package org.recjpq.graph.model;

import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The rank of the target among all items. */
final class Ranking {
  private Ranking() {}

  /**
   * Ranks of targets over the catalogue, the best being 1. Of equal scores, the lower index comes
   * first; NaN ranks above everything, so that a broken model looks bad.
   *
   * @param scores [B, N] float32
   * @param targets [B] int32; a negative one is unknown
   * @param seen [B, S] int32, distinct items to leave out, padded with the target
   * @return [B] int32; {@link Integer#MAX_VALUE} if the target is unknown
   */
  static Operand<TInt32> ranks(
      Ops tf, Operand<TFloat32> scores, Operand<TInt32> targets, Operand<TInt32> seen) {
    var known = tf.math.maximum(targets, tf.constant(0));
    var target = tf.expandDims(known, tf.constant(1)); // [B, 1]
    var targetScore = at(tf, scores, target); // [B, 1]
    var items = Shapes.size(tf, scores, 1);
    var all = tf.expandDims(tf.range(tf.constant(0), items, tf.constant(1)), tf.constant(0));
    var before = count(tf, before(tf, scores, all, targetScore, target));

    var knownSeen = tf.math.maximum(seen, tf.constant(0));
    var seenScores = at(tf, scores, knownSeen); // [B, S]
    var isOther = tf.math.notEqual(knownSeen, target);
    var seenBefore =
        count(
            tf,
            tf.math.logicalAnd(isOther, before(tf, seenScores, knownSeen, targetScore, target)));
    var ranks = tf.math.add(tf.constant(1), tf.math.sub(before, seenBefore));

    var isUnknown = tf.math.less(targets, tf.constant(0));
    return tf.select(isUnknown, tf.constant(Integer.MAX_VALUE), ranks);
  }

  /** Whether items rank above the target, given their scores. */
  private static Operand<TBool> before(
      Ops tf,
      Operand<TFloat32> scores,
      Operand<TInt32> items,
      Operand<TFloat32> targetScore,
      Operand<TInt32> target) {
    var better = tf.math.logicalNot(tf.math.lessEqual(scores, targetScore));
    var equal = tf.math.equal(scores, targetScore);
    return tf.math.logicalOr(better, tf.math.logicalAnd(equal, tf.math.less(items, target)));
  }

  private static Operand<TFloat32> at(Ops tf, Operand<TFloat32> scores, Operand<TInt32> items) {
    return tf.gather(scores, items, tf.constant(1), Gather.batchDims(1L));
  }

  private static Operand<TInt32> count(Ops tf, Operand<TBool> truths) {
    return tf.reduceSum(tf.dtypes.cast(truths, TInt32.class), tf.constant(1));
  }
}
