/**
 * Exact search over item codes, in plain Java: best items, and ranks by counting.
 *
 * <p>In: item codes and the scores of all sub-embeddings of a sequence. Out: the best items with
 * their scores, or the rank of an item. An item's score is the sum of those of its code in float32,
 * from split 0 on.
 */
@NullMarked
package org.recjpq.assignment.search;

import org.jspecify.annotations.NullMarked;
