/**
 * The command line: one class a sub-command, each turning options into calls of the other packages.
 *
 * <p>Results go to standard output, progress and notices to standard error.
 */
@NullMarked
package org.recjpq.training.cli;

import org.jspecify.annotations.NullMarked;
