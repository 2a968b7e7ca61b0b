/**
 * Metrics: what is computed from the ranks of targets and from recommended lists.
 *
 * <p>In: ranks, lists of items, and what is known of the items ({@link
 * org.recjpq.training.metrics.ItemFacts}). Out: figures. A {@link
 * org.recjpq.training.metrics.Metric} looks at ranks, a {@link
 * org.recjpq.training.metrics.ListMetric} at lists; {@link org.recjpq.training.metrics.Metrics}
 * reads either from text such as {@code ndcg@10}. A new one is one record with
 * {@code @AutoService}.
 */
@NullMarked
package org.recjpq.training.metrics;

import org.jspecify.annotations.NullMarked;
