/**
 * Are two runs different, or equal, or is that not decided? Tests on the same users.
 *
 * <p>In: the test of every user in several runs ({@link org.recjpq.training.report.UserResults}).
 * Out: for each pair a {@link PairedComparison}, and for all together {@link Significance}, which
 * corrects for their number and puts them into a table. The tests and the t distribution are those
 * of Apache Commons Statistics.
 */
@NullMarked
package org.recjpq.program.significance;

import org.jspecify.annotations.NullMarked;
