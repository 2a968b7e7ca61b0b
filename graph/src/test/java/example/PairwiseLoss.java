package example;

import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.losses.Loss;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.TargetTensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss that is its own settings: the mean of softplus(s⁻ − s⁺) over negatives that are not
 * shared.
 */
public record PairwiseLoss(NegativeSampling negatives) implements LossSettings, Loss {
  /** With four uniform negatives. */
  public PairwiseLoss() {
    this(new UniformNegatives(4));
  }

  @Override
  public Loss create(int items) {
    return this;
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    var positive = items.scores(tf, sequences, targets.positives()); // [P, 1]
    var negative = items.scores(tf, sequences, targets.negatives()); // [P, k]
    return tf.math.mean(tf.math.softplus(tf.math.sub(negative, positive)), tf.constant(1));
  }
}
