/**
 * What stays of a run for people: {@code metrics.jsonl} and {@code report.html}.
 *
 * <p>In: one {@link MetricsEntry} an evaluation, and at the end the final metrics. Out: a line each
 * ({@link MetricsLog}), and one page without external resources ({@link HtmlReport}).
 */
@NullMarked
package org.recjpq.training.report;

import org.jspecify.annotations.NullMarked;
