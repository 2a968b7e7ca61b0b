/**
 * Console output: progress, and values as text.
 *
 * <p>In: the state of long-running work, and reports. Out: lines of text.
 */
@NullMarked
package org.recjpq.program.console;

import org.jspecify.annotations.NullMarked;
