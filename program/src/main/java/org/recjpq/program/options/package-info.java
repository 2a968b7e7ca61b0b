/**
 * Options that several commands have in common.
 *
 * <p>In: arguments, read by picocli. Out: settings of the library.
 */
@NullMarked
package org.recjpq.program.options;

import org.jspecify.annotations.NullMarked;
