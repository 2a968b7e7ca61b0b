package org.recjpq.assignment.negatives;

/**
 * The negative items of a batch. Arrays are row-major.
 *
 * <p>The logarithms tell a loss how often an item is expected among the k negatives that a position
 * sees, so that it can correct for items that are drawn more often than others.
 *
 * @param rows how many positions have negatives of their own: P, or 1 where all share them
 * @param items [rows, k], each in [0, N)
 * @param logCounts log of the expected number of draws of each of the items, [rows, k]; or a single
 *     number where it is the same for all
 * @param positiveLogCounts [P, T], the same of each positive, 0 for the padding row
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Negatives(int rows, int[] items, float[] logCounts, float[] positiveLogCounts) {
  /** No negatives at all, for a loss that draws none. */
  public static Negatives none(int positions) {
    return new Negatives(positions, new int[0], new float[1], new float[positions]);
  }
}
