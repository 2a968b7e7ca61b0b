package org.recjpq.training.batches;

/**
 * The negative items of a batch.
 *
 * @param rows how many positions have negatives of their own: P, or 1 where all share them
 * @param items [rows, k], row-major
 * @param logCounts [k], where they are shared: log of how often each is expected among the k
 * @param positiveLogCounts [P, T], where they are shared: the same of each positive, 0 for the
 *     padding row
 */
public record Negatives(int rows, int[] items, float[] logCounts, float[] positiveLogCounts) {}
