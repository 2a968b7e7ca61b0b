package org.recjpq.assignment.negatives;

import java.util.SplittableRandom;

/** Draws the negative items of a batch. Thread-safe. */
public interface NegativeSampler {
  /**
   * Draws, with replacement.
   *
   * @param positions P, target positions of the batch
   * @param positives [P, T], the items to predict there, row-major; padded with the padding row
   * @param random the only source of randomness
   * @return one row of negatives if they are shared, else P rows
   */
  Negatives draw(int positions, int[] positives, SplittableRandom random);
}
