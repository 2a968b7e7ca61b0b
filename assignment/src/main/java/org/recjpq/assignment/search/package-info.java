/**
 * Exact search over item codes, in plain Java.
 *
 * <p>In: item codes, and the sub-scores of a sequence, which are the scores of all sub-embeddings.
 * Out: the best items with their scores, or the rank of a target. Start at:
 *
 * <ul>
 *   <li>the best items of one sequence: {@link org.recjpq.assignment.search.TopKSearch}, either
 *       {@link org.recjpq.assignment.search.PrunedSearch} or {@link
 *       org.recjpq.assignment.search.FullScan};
 *   <li>ranks of targets, or the best items, of many sequences at once: {@link
 *       org.recjpq.assignment.search.BatchScan};
 *   <li>the same with a memory of transitions: {@link org.recjpq.assignment.search.BlendedSearch};
 *   <li>sub-scores from the vector of a sequence: {@link org.recjpq.assignment.search.ItemTable}.
 * </ul>
 *
 * <p>An item's score is the sum of the m sub-scores of its code, added from split 0 on in float32,
 * as the graph does; of equal scores, the lower index is better. Every search follows this, so all
 * give bitwise equal results. Float addition is monotone: a bound that is such a sum of larger
 * sub-scores is never below the score.
 *
 * <p>Internally {@link org.recjpq.assignment.search.CodeBlock} adds up scores and levels, and
 * {@link org.recjpq.assignment.search.TopKHeap} keeps the best so far.
 */
@NullMarked
package org.recjpq.assignment.search;

import org.jspecify.annotations.NullMarked;
