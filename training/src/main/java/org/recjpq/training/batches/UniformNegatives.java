package org.recjpq.training.batches;

import java.util.SplittableRandom;

/**
 * Uniform over the catalogue, k of its own for each position; positives are not excluded.
 *
 * @param items N
 * @param count k
 */
record UniformNegatives(int items, int count) implements NegativeSampler {
  @Override
  public Negatives draw(int positions, int[] positives, SplittableRandom random) {
    int[] drawn = new int[positions * count];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextInt(items);
    }
    return new Negatives(positions, drawn, new float[0], new float[0]);
  }
}
