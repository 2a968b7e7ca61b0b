package org.recjpq.training.batches;

import org.recjpq.assignment.negatives.Negatives;

/**
 * One training batch, left-padded; every array is row-major.
 *
 * <p>Sizes: B sequences of L positions, of which P have targets; up to T positives for each of
 * these.
 *
 * @param size B
 * @param inputs [B, L] items seen; the padding row N before the start of a sequence
 * @param positions [P] the positions row · L + column of {@code inputs} that have a target, in
 *     ascending order
 * @param positives [P, T] the items to predict there; N where there are fewer than T
 * @param negatives random items for the same positions
 * @param weight factor on the mean loss of its positions, positive; see {@link BatchWeight}
 */
public record Batch(
    int size, int[] inputs, int[] positions, int[] positives, Negatives negatives, float weight) {
  /** L. */
  public int length() {
    return inputs.length / size;
  }
}
