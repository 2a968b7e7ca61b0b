/**
 * Full-catalogue evaluation: how high does each user's held-out item rank?
 *
 * <p>In: histories with one target each ({@link EvaluationCases}) and something that ranks ({@link
 * Ranker}: a model or a baseline). Out: {@link Evaluation}, which holds the ranks and provides the
 * metrics of {@link EvaluationConfig} ({@link MetricValues}). Start at {@link Evaluator}. Metrics
 * are never sampled.
 */
@NullMarked
package org.recjpq.training.evaluation;

import org.jspecify.annotations.NullMarked;
