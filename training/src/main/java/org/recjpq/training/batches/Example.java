package org.recjpq.training.batches;

/**
 * What one sequence contributes to a batch.
 *
 * @param inputs the items that the model sees, oldest first
 * @param positions indexes into {@code inputs} of the positions that have a target, P of them
 * @param positives [P, T] the items to predict there, row-major; T is the example's own
 */
public record Example(int[] inputs, int[] positions, int[] positives) {
  /** T, or 0 without a position. */
  int positivesPerPosition() {
    return positions.length == 0 ? 0 : positives.length / positions.length;
  }
}
