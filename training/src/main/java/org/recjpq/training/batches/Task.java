package org.recjpq.training.batches;

import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/** What a model is asked about a training sequence. */
interface Task {
  /** A sequence of fewer items is left out: it needs one to see and one to be asked for. */
  int FEWEST_ITEMS = 2;

  /** How many inputs a sequence of {@code items} items has at most. */
  int mostInputs(int items);

  /** How many target positions an example has at most. */
  int mostTargets();

  /**
   * Makes an example of a sequence that has enough items.
   *
   * @param random the only source of randomness
   * @return an example with at least one position
   */
  Example example(Sequences train, int sequence, SplittableRandom random);
}
