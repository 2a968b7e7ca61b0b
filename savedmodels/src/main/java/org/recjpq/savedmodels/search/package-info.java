/**
 * The items with the best scores for a vector, found exactly, from item codes and sub-embeddings.
 *
 * <p>In: an {@link org.recjpq.savedmodels.search.ItemTable} and the vector of a history. Out:
 * {@link org.recjpq.savedmodels.search.FoundItems}. Two ways with one answer: {@link
 * org.recjpq.savedmodels.search.FullScan} adds up the scores of all items, {@link
 * org.recjpq.savedmodels.search.PrunedSearch} those of as few as it can. Plain Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.savedmodels.search;

import org.jspecify.annotations.NullMarked;
