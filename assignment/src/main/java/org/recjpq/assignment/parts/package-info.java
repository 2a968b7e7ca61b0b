/**
 * The interchangeable parts of a training: their common interface, and finding them by name.
 *
 * <p>In: names, as in configurations and on the command line. Out: parts with their default
 * settings. A {@link org.recjpq.assignment.parts.Part} is a record of its own settings; jars
 * register theirs with {@link java.util.ServiceLoader}.
 */
@NullMarked
package org.recjpq.assignment.parts;

import org.jspecify.annotations.NullMarked;
