/**
 * {@code recjpq benchmark}: speed and memory on generated data, with a sub-command for each
 * question.
 *
 * <p>The program finds {@link org.recjpq.benchmarks.commands.BenchmarkCommand} by {@link
 * java.util.ServiceLoader}. Out: rows of Markdown tables.
 */
@NullMarked
package org.recjpq.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
