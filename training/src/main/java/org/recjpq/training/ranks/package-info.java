/**
 * Ranks and best items of RecJPQ models, found by passes over the item codes.
 *
 * <p>In: item codes, and the sub-scores of histories as the graph computes them. Out: the rank of
 * each target, or the best items. Start at {@link org.recjpq.training.ranks.CatalogueScan}. Plain
 * Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.training.ranks;

import org.jspecify.annotations.NullMarked;
