package org.recjpq.training.batches;

import java.util.SplittableRandom;

/** Draws the negative items of a batch. */
interface NegativeSampler {
  /**
   * Draws, with replacement.
   *
   * @param positions P
   * @param positives [P, T]
   * @param random the only source of randomness
   */
  Negatives draw(int positions, int[] positives, SplittableRandom random);
}
