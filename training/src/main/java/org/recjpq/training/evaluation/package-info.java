/**
 * Full-catalogue evaluation: where does each user's held-out item stand?
 *
 * <p>In: histories with one target each ({@link EvaluationCases}) and something that ranks ({@link
 * Ranker}: a model or a baseline). Out: {@link Evaluation} with {@link RankMetrics} over all users,
 * head and tail. Start at {@link Evaluator}. Metrics are never sampled.
 */
@NullMarked
package org.recjpq.training.evaluation;

import org.jspecify.annotations.NullMarked;
