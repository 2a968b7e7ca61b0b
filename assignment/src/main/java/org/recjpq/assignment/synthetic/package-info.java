/**
 * Logs generated from a seed, for tests, benchmarks and trying out the program.
 *
 * <p>In: sizes and a seed. Out: the same log every time, as a CSV file or as sequences in memory,
 * whose items fall into known clusters and follow each other by known rules, which may change over
 * time.
 */
@NullMarked
package org.recjpq.assignment.synthetic;

import org.jspecify.annotations.NullMarked;
