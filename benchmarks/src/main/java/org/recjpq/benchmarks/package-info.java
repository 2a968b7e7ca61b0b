/**
 * Kernels timed by JMH, one class per kernel: for those who change a kernel and want to know the
 * effect on its speed. Whole commands are measured by {@code recjpq benchmark}.
 */
@NullMarked
package org.recjpq.benchmarks;

import org.jspecify.annotations.NullMarked;
