/**
 * The commands of the program, one class per command.
 *
 * <p>In: options. Out: what the command prints and writes.
 */
@NullMarked
package org.recjpq.program.commands;

import org.jspecify.annotations.NullMarked;
