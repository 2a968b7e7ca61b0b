package org.recjpq.graph.losses;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.parts.Part;
import org.recjpq.graph.items.ScoringMemory;

/** Which {@link Loss} a model learns by, and what it needs of a batch. */
public interface LossSettings extends Part {
  /**
   * The loss.
   *
   * @param items N, at least 2
   */
  Loss create(int items);

  /** How its negatives are chosen; null if it draws none. */
  @Nullable NegativeSampling negatives();

  /**
   * How many float32 numbers a training step keeps alive for each target position, roughly: to plan
   * memory with. Unless a loss says otherwise, those of its positive and its negatives.
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

  /** Whether a target position may have several positives. */
  default boolean takesSeveralPositives() {
    return false;
  }
}
