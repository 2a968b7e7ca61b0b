package org.recjpq.graph.losses;

import java.util.List;
import org.recjpq.graph.LogSumExp;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of a softmax over the positive and k negatives, which estimates the softmax over
 * the whole catalogue.
 *
 * <p>All positions of a batch have the same negatives, drawn by popularity, with replacement. Each
 * score is corrected by what its item's share among them is: c = s − log(expected number of draws).
 * Loss of a target position, which must have one positive: log(exp c⁺ + Σ exp c⁻) − c⁺, where
 * negatives equal to the position's positive are left out.
 *
 * <p>Source: Jean et al., On Using Very Large Target Vocabulary, ACL 2015; the correction as in
 * TensorFlow's {@code sampled_softmax_loss}.
 *
 * @param negatives k, at least 1
 */
public record SampledSoftmax(int negatives) implements Loss {
  /** Takes a score out of a softmax in which another one is within some millions. */
  private static final float OUT = -1e9f;

  public SampledSoftmax {
    if (negatives < 1) {
      throw new IllegalArgumentException("negatives must be at least 1, found " + negatives);
    }
  }

  @Override
  public boolean sharesNegatives() {
    return true;
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    var positive = // [P, 1]
        tf.math.sub(items.scores(tf, sequences, targets.positives()), targets.positiveLogCounts());
    var shared = tf.reshape(targets.negatives(), tf.constant(new int[] {-1})); // [k]
    var negative = // [P, k]
        tf.math.sub(items.scoresOfShared(tf, sequences, shared), targets.negativeLogCounts());
    var hits =
        tf.dtypes.cast(
            tf.math.equal(targets.positives(), targets.negatives()), TFloat32.class); // [P, k]
    var others = tf.math.add(negative, tf.math.mul(hits, tf.constant(OUT)));
    var all = LogSumExp.ofRows(tf, tf.concat(List.of(positive, others), tf.constant(1)));
    return tf.math.sub(all, tf.reshape(positive, tf.constant(new int[] {-1})));
  }
}
