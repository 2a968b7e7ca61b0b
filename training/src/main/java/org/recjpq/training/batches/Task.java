package org.recjpq.training.batches;

import java.util.SplittableRandom;
import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.sequences.Sequences;

/** What a model learns to predict in a training sequence. Called from several threads. */
public interface Task extends Part {
  /** Sequences with fewer items are left out: one is needed as input and one as target. */
  int FEWEST_ITEMS = 2;

  /**
   * Maximum number of inputs of a sequence.
   *
   * @param items of the sequence, at least {@link #FEWEST_ITEMS}
   * @param maxLength L, the most that the model takes
   */
  int mostInputs(int items, int maxLength);

  /** Maximum number of target positions of an example. */
  int mostTargets(int maxLength);

  /**
   * Number of target positions of a sequence's example, or its mean if it is random.
   *
   * @param items of the sequence, at least {@link #FEWEST_ITEMS}
   * @param maxLength L, the most inputs
   */
  default double meanTargets(int items, int maxLength) {
    return mostTargets(mostInputs(items, maxLength));
  }

  /** Whether a target position may have several positives. */
  default boolean hasSeveralPositives() {
    return false;
  }

  /** Whether items are hidden behind the mask, for encoders that see both sides of a position. */
  default boolean masksItems() {
    return false;
  }

  /**
   * Creates an example from a sequence that has enough items.
   *
   * @param sequence number of the sequence in {@code train}
   * @param maxLength L, the most inputs
   * @param random the only source of randomness
   * @return an example with at least one position
   */
  Example example(Sequences train, int sequence, int maxLength, SplittableRandom random);
}
