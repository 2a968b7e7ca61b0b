/**
 * What stays of a run for people: {@code metrics.jsonl}, {@code result.json} and {@code
 * report.html}.
 *
 * <p>In: one {@link MetricsEntry} an evaluation, and at the end the final metrics. Out: a line each
 * ({@link MetricsLog}), the test's outcome ({@link RunResult}), which tables of several runs are
 * made of ({@link ResultsTable}), and one page without external resources ({@link HtmlReport}).
 */
@NullMarked
package org.recjpq.training.report;

import org.jspecify.annotations.NullMarked;
