package org.recjpq.graph.losses;

import com.google.auto.service.AutoService;
import java.util.List;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.negatives.PopularNegatives;
import org.recjpq.graph.LogSumExp;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of a softmax over the positive and k negatives, which estimates the softmax over
 * the whole catalogue.
 *
 * <p>Each score is corrected by the frequency of its item among the negatives: c = s − log(expected
 * number of draws). Loss of a target position, which must have one positive: log(exp c⁺ + Σ exp c⁻)
 * − c⁺, where negatives equal to the position's positive are left out.
 *
 * <p>Source: Jean et al., On Using Very Large Target Vocabulary, ACL 2015; the correction as in
 * TensorFlow's {@code sampled_softmax_loss}.
 */
public record SampledSoftmax() implements Loss {
  /** Added to a score to remove it from a softmax in which another one is within some millions. */
  private static final float OUT = -1e9f;

  /**
   * The settings of the loss.
   *
   * @param negatives how negatives are chosen; many of them are cheap if all positions share them
   */
  @AutoService(LossSettings.class)
  public record Settings(NegativeSampling negatives) implements LossSettings {
    /** With 1024 negatives per batch, drawn by popularity. */
    public Settings() {
      this(new PopularNegatives());
    }

    @Override
    public String name() {
      return "sampled-softmax";
    }

    @Override
    public SampledSoftmax create(int items) {
      return new SampledSoftmax();
    }
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    Operand<TFloat32> ofPositive; // [P, 1]
    Operand<TFloat32> ofNegatives; // [P, k]
    if (targets.shared()) {
      ofPositive = items.scores(tf, sequences, targets.positives());
      ofNegatives = Candidates.ofShared(tf, items, sequences, targets);
    } else {
      var scores = Candidates.scores(tf, items, sequences, targets);
      var rows = tf.constant(new int[] {-1, 1});
      ofPositive = tf.slice(scores, tf.constant(new int[] {0, 0}), rows);
      ofNegatives =
          tf.slice(scores, tf.constant(new int[] {0, 1}), tf.constant(new int[] {-1, -1}));
    }
    var positive = tf.math.sub(ofPositive, targets.positiveLogCounts());
    var negative = tf.math.sub(ofNegatives, targets.negativeLogCounts());
    var hits =
        tf.dtypes.cast(
            tf.math.equal(targets.positives(), targets.negatives()), TFloat32.class); // [P, k]
    var others = tf.math.add(negative, tf.math.mul(hits, tf.constant(OUT)));
    var all = LogSumExp.ofRows(tf, tf.concat(List.of(positive, others), tf.constant(1)));
    return tf.math.sub(all, tf.reshape(positive, tf.constant(new int[] {-1})));
  }
}
