/**
 * Replaces real vectors by the nearest of a few: k-means, rotations for product codes, and what is
 * lost.
 *
 * <p>Start at {@link KMeans}. Vectors come in as a {@link
 * org.recjpq.assignment.vectors.VectorTable}; centroids and the cell of every vector go out. Plain
 * Java; the results do not depend on the number of threads.
 */
@NullMarked
package org.recjpq.assignment.quantisation;

import org.jspecify.annotations.NullMarked;
