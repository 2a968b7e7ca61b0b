package org.recjpq.graph.losses;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.parts.Part;
import org.recjpq.graph.items.ScoringMemory;

/** Settings that create a {@link Loss}, with its requirements on batches. */
public interface LossSettings extends Part {
  /**
   * The loss.
   *
   * @param items N, at least 2
   */
  Loss create(int items);

  /** How its negatives are chosen; null if it uses none. */
  @Nullable NegativeSampling negatives();

  /**
   * Approximate count of float32 numbers that a training step keeps alive per target position, for
   * memory planning. The default is that of one positive and the negatives.
   */
  default long activations(ScoringMemory memory) {
    NegativeSampling sampling = negatives();
    if (sampling == null) {
      return memory.ofCandidates(1);
    }
    int candidates = 1 + sampling.count();
    return sampling.shared()
        ? memory.ofSharedCandidates(candidates)
        : memory.ofCandidates(candidates);
  }

  /** Whether every item is scored at every target position. */
  default boolean scoresWholeCatalogue() {
    return false;
  }

  /** Whether the loss is a softmax of scores, with {@link Loss#logits}. */
  default boolean hasLogits() {
    return false;
  }

  /** Whether a target position may have several positives. */
  default boolean takesSeveralPositives() {
    return false;
  }
}
