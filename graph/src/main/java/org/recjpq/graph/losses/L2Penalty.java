package org.recjpq.graph.losses;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.ScoringMemory;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Another loss plus weight / 2 · Σ x² over the item tables, padding and mask included: explicit
 * regularisation, for comparison with the sharing of RecJPQ (which Petrov's thesis, Glasgow 2025,
 * ch. 6, interprets as a regulariser).
 *
 * <p>The penalty is part of the reported loss, and its gradient passes through Adam: it is not the
 * decoupled decay of AdamW.
 *
 * @param loss the loss without the penalty
 * @param weight positive
 */
public record L2Penalty(Loss loss, double weight) implements Loss {
  public L2Penalty {
    requirePositive(weight);
  }

  private static void requirePositive(double weight) {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight must be a positive number, found " + weight);
    }
  }

  /**
   * Another loss's settings and the weight of the penalty. It has no name, because there is no
   * default weight.
   *
   * @param loss the loss without the penalty
   * @param weight positive
   */
  public record Settings(LossSettings loss, double weight) implements LossSettings {
    public Settings {
      requirePositive(weight);
    }

    @Override
    public L2Penalty create(int items) {
      return new L2Penalty(loss.create(items), weight);
    }

    @Override
    public @Nullable NegativeSampling negatives() {
      return loss.negatives();
    }

    @Override
    public long activations(ScoringMemory memory) {
      return loss.activations(memory);
    }

    @Override
    public boolean scoresWholeCatalogue() {
      return loss.scoresWholeCatalogue();
    }

    @Override
    public boolean hasLogits() {
      return loss.hasLogits();
    }

    @Override
    public boolean takesSeveralPositives() {
      return loss.takesSeveralPositives();
    }
  }

  @Override
  public Map<String, Double> constants() {
    return loss.constants();
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    return loss.losses(tf, items, sequences, targets);
  }

  @Override
  public Operand<TFloat32> logits(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    return loss.logits(tf, items, sequences, targets);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code items} has no full table
   */
  @Override
  public Operand<TFloat32> ofBatch(Ops tf, ItemEmbedding items, Operand<TFloat32> losses) {
    if (items.tables().isEmpty()) {
      throw new IllegalArgumentException("an L2 penalty needs a full item table, found none");
    }
    List<Operand<TFloat32>> halfSquares = new ArrayList<>();
    items.tables().forEach(table -> halfSquares.add(tf.nn.l2Loss(table)));
    var penalty = tf.math.mul(tf.math.addN(halfSquares), tf.constant((float) weight));
    return tf.math.add(loss.ofBatch(tf, items, losses), penalty);
  }
}
