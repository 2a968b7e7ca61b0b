package org.recjpq.assignment.search;

/**
 * What a search found.
 *
 * @param items item indexes, best score first, of equal scores the lower index first
 * @param scores of these items
 * @param scored how many scores were added up to find them, repeats counted; at least the number of
 *     items found
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FoundItems(int[] items, float[] scores, long scored) {}
