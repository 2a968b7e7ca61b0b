/**
 * Exact search over item codes, in plain Java.
 *
 * <p>In: item codes, and the sub-scores of a sequence, which are the scores of all sub-embeddings.
 * Out: the best items with their scores, or the rank of a target. Where to start:
 *
 * <ul>
 *   <li>the best items of one sequence: {@link org.recjpq.assignment.search.TopKSearch}, either
 *       {@link org.recjpq.assignment.search.PrunedSearch} or {@link
 *       org.recjpq.assignment.search.FullScan};
 *   <li>ranks of targets, or the best items, of many sequences at once: {@link
 *       org.recjpq.assignment.search.BatchScan};
 *   <li>sub-scores from the vector of a sequence: {@link org.recjpq.assignment.search.ItemTable}.
 * </ul>
 *
 * <p>An item's score is the sum of the m sub-scores of its code, added from split 0 on in float32,
 * as the graph does; of equal scores the lower index is better. Every search keeps to this, so all
 * give the same bits. Float addition is monotone: a bound that is such a sum of larger sub-scores
 * is never below the score.
 *
 * <p>Inside: {@link org.recjpq.assignment.search.CodeBlock} adds up scores and levels, {@link
 * org.recjpq.assignment.search.TopKHeap} holds the best so far.
 */
@NullMarked
package org.recjpq.assignment.search;

import org.jspecify.annotations.NullMarked;
