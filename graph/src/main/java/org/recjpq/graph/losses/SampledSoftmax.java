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

    @Override
    public boolean hasLogits() {
      return true;
    }
  }

  /**
   * Corrected scores.
   *
   * @param positive [P, 1]
   * @param negatives [P, k], far below 0 if equal to the positive
   */
  private record Scores(Operand<TFloat32> positive, Operand<TFloat32> negatives) {
    /** Both together, [P, 1 + k]. */
    Operand<TFloat32> all(Ops tf) {
      return tf.concat(List.of(positive, negatives), tf.constant(1));
    }
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    Scores scores = scores(tf, items, sequences, targets);
    var all = LogSumExp.ofRows(tf, scores.all(tf));
    return tf.math.sub(all, tf.reshape(scores.positive(), tf.constant(new int[] {-1})));
  }

  @Override
  public Operand<TFloat32> logits(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    return scores(tf, items, sequences, targets).all(tf);
  }

  private static Scores scores(
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
    return new Scores(positive, tf.math.add(negative, tf.math.mul(hits, tf.constant(OUT))));
  }
}
