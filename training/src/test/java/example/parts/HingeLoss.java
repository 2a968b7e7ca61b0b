package example.parts;

import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.losses.Loss;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.TargetTensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss: the mean of max(0, margin + s⁻ − s⁺) over each position's own negatives.
 *
 * @param margin by which the positive's score should exceed the negative's
 * @param negatives not shared
 */
public record HingeLoss(double margin, NegativeSampling negatives) implements LossSettings {
  @Override
  public Loss create(int items) {
    return (tf, embedding, sequences, targets) -> hinge(tf, embedding, sequences, targets);
  }

  private Operand<TFloat32> hinge(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    var positive = items.scores(tf, sequences, targets.positives()); // [P, 1]
    var negative = items.scores(tf, sequences, targets.negatives()); // [P, k]
    var behind = tf.math.add(tf.math.sub(negative, positive), tf.constant((float) margin));
    return tf.math.mean(tf.nn.relu(behind), tf.constant(1));
  }
}
