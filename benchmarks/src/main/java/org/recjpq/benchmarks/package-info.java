/**
 * Kernels timed by JMH, one class a kernel: for those who change one and want to know what it does
 * to its speed. Whole commands are measured by {@code recjpq benchmark}.
 */
@NullMarked
package org.recjpq.benchmarks;

import org.jspecify.annotations.NullMarked;
