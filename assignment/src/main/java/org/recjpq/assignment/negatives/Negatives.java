package org.recjpq.assignment.negatives;

/**
 * The negative items of a batch. Arrays are row-major.
 *
 * <p>The logarithms of the expected counts of items among the k negatives of a position let a loss
 * correct for items that are drawn more often than others.
 *
 * @param rows number of positions with separate negatives: P, or 1 if all share them
 * @param items [rows, k], each in [0, N)
 * @param logCounts log of the expected number of draws of each of the items, [rows, k]; or a single
 *     number if it is the same for all
 * @param positiveLogCounts [P, T], the same for each positive, 0 for the padding row
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, never compared
public record Negatives(int rows, int[] items, float[] logCounts, float[] positiveLogCounts) {
  /** No negatives, for a loss that uses none. */
  public static Negatives none(int positions) {
    return new Negatives(positions, new int[0], new float[1], new float[positions]);
  }
}
