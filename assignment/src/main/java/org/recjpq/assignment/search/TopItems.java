package org.recjpq.assignment.search;

/**
 * The best items for one sequence.
 *
 * @param items item indexes, best score first; of equal scores, the lower index first
 * @param scores of these items
 * @param scored number of scores computed to find them, including repeats; at least the number of
 *     items found
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TopItems(int[] items, float[] scores, long scored) {}
