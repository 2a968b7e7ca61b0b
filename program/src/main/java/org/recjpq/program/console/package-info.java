/**
 * What a person sees on the console: progress, and values as text.
 *
 * <p>In: how far a work is, reports. Out: lines of text.
 */
@NullMarked
package org.recjpq.program.console;

import org.jspecify.annotations.NullMarked;
