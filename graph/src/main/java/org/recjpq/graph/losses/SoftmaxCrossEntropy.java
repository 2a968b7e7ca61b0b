package org.recjpq.graph.losses;

import com.google.auto.service.AutoService;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.ScoringMemory;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of the softmax over the whole catalogue.
 *
 * <p>Loss of a target position, which must have one positive: log Σ exp(s) over all N items, minus
 * s⁺. Source: BERT4Rec (Sun et al., CIKM 2019), and the RecJPQ study (arXiv 2312.06165).
 */
public record SoftmaxCrossEntropy() implements Loss {
  /** The settings of the loss; there are none. */
  @AutoService(LossSettings.class)
  public record Settings() implements LossSettings {
    @Override
    public String name() {
      return "softmax";
    }

    @Override
    public SoftmaxCrossEntropy create(int items) {
      return new SoftmaxCrossEntropy();
    }

    @Override
    public @Nullable NegativeSampling negatives() {
      return null;
    }

    @Override
    public long activations(ScoringMemory memory) {
      return memory.ofSumOfAll() + memory.ofCandidates(1);
    }

    @Override
    public boolean scoresWholeCatalogue() {
      return true;
    }
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    var positive = // [P]
        tf.reduceSum(items.scores(tf, sequences, targets.positives()), tf.constant(1));
    return tf.math.sub(items.logSumExpOfAll(tf, sequences), positive);
  }
}
