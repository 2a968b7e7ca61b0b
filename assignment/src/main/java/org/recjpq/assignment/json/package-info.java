/**
 * JSON and YAML, read and written in one way everywhere.
 *
 * <p>In: files and values. Out: records, or one line that says what is wrong where. A {@link
 * org.recjpq.assignment.parts.Part} is an object whose {@code type} is its name.
 */
@NullMarked
package org.recjpq.assignment.json;

import org.jspecify.annotations.NullMarked;
