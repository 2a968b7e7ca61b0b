package org.recjpq.assignment.quantisation;

import java.util.List;

/**
 * Vectors that were replaced by centroids of m parts.
 *
 * @param cells [m][n], the cell of every vector in every part
 * @param centroids of the m parts
 * @param ofZero [m], the cells of the vector of zeros
 * @param meanSquare mean of the squared norms of the vectors that the centroids compose
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would be large
public record Quantised(
    int[][] cells, List<Centroids> centroids, int[] ofZero, double meanSquare) {}
