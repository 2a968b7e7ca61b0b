/**
 * The results of a run for people: {@code metrics.jsonl}, {@code result.json} and {@code
 * report.html}.
 *
 * <p>In: one {@link MetricsEntry} per evaluation, and at the end the final metrics. Out: a line per
 * entry ({@link MetricsLog}), the result of the test ({@link RunResult}), from which tables of
 * several runs are made ({@link ResultsTable}), and one page without external resources ({@link
 * HtmlPage}).
 */
@NullMarked
package org.recjpq.training.report;

import org.jspecify.annotations.NullMarked;
