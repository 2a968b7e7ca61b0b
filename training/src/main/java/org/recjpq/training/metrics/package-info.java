/**
 * Metrics, computed from the ranks of targets and from recommended lists.
 *
 * <p>In: ranks, lists of items, and what is known about the items ({@link
 * org.recjpq.training.metrics.ItemFacts}). Out: metric values. A {@link
 * org.recjpq.training.metrics.Metric} uses ranks, a {@link org.recjpq.training.metrics.ListMetric}
 * at lists; {@link org.recjpq.training.metrics.Metrics} parses either from a key such as {@code
 * ndcg@10}. A new metric is one record with {@code @AutoService}.
 */
@NullMarked
package org.recjpq.training.metrics;

import org.jspecify.annotations.NullMarked;
