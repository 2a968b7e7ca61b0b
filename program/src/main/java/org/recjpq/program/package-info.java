/**
 * The program {@code recjpq}: the command line of the library.
 *
 * <p>In: arguments. Out: files of runs and exports, tables on standard output, words to the user on
 * standard error. Start at {@link org.recjpq.program.RecJpq}. The only module that prints.
 */
@NullMarked
package org.recjpq.program;

import org.jspecify.annotations.NullMarked;
