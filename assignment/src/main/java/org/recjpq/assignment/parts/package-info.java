/**
 * The parts of a training that vary: what all of them have in common, and how one is found by its
 * name.
 *
 * <p>In: names, as in configurations and on the command line. Out: parts with their default
 * settings. A {@link org.recjpq.assignment.parts.Part} carries its own settings as a record; jars
 * offer theirs to {@link java.util.ServiceLoader}.
 */
@NullMarked
package org.recjpq.assignment.parts;

import org.jspecify.annotations.NullMarked;
