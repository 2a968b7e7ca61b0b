/**
 * What the user sees while the program works: progress, sizes, memory.
 *
 * <p>Progress goes to standard error: redrawn in place on a terminal, as plain lines elsewhere.
 */
@NullMarked
package org.recjpq.training.console;

import org.jspecify.annotations.NullMarked;
