package org.recjpq.training.batches;

import java.util.SplittableRandom;
import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.sequences.Sequences;

/** What a model is asked about a training sequence. */
public interface Task extends Part {
  /** A sequence of fewer items is left out: it needs one to see and one to be asked for. */
  int FEWEST_ITEMS = 2;

  /**
   * How many inputs a sequence has at most.
   *
   * @param items of the sequence, at least {@link #FEWEST_ITEMS}
   * @param maxLength L, the most that the model takes
   */
  int mostInputs(int items, int maxLength);

  /** How many target positions an example has at most. */
  int mostTargets(int maxLength);

  /** Whether a target position may have several positives. */
  default boolean hasSeveralPositives() {
    return false;
  }

  /** Whether items are hidden behind the mask, for encoders that see both sides of a position. */
  default boolean masksItems() {
    return false;
  }

  /**
   * Makes an example of a sequence that has enough items.
   *
   * @param sequence number of the sequence in {@code train}
   * @param maxLength L, the most inputs
   * @param random the only source of randomness
   * @return an example with at least one position
   */
  Example example(Sequences train, int sequence, int maxLength, SplittableRandom random);
}
