package org.recjpq.graph.losses;

import java.util.List;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Scores of the items that a loss compares at a target position with one positive. */
final class Candidates {
  private Candidates() {}

  /** Scores of the positive and then of the k negatives, shared or not: [P, 1 + k]. */
  static Operand<TFloat32> scores(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    if (targets.shared()) {
      var ofPositive = items.scores(tf, sequences, targets.positives());
      return tf.concat(
          List.of(ofPositive, ofShared(tf, items, sequences, targets)), tf.constant(1));
    }
    // The embedding chooses how to score by the number of candidates, so the number must be known.
    var positives = tf.ensureShape(targets.positives(), Shape.of(-1, 1));
    var candidates = tf.concat(List.of(positives, targets.negatives()), tf.constant(1));
    return items.scores(tf, sequences, candidates);
  }

  /** Scores of shared negatives, [P, k]. */
  static Operand<TFloat32> ofShared(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    var negatives = tf.reshape(targets.negatives(), tf.constant(new int[] {-1})); // [k]
    return items.scoresOfShared(tf, sequences, negatives);
  }
}
