/**
 * JSON and YAML, read and written under the same policy everywhere.
 *
 * <p>In: files and values. Out: records, or one line that says what is wrong and where. A {@link
 * org.recjpq.assignment.parts.Part} is an object whose {@code type} is its name.
 */
@NullMarked
package org.recjpq.assignment.json;

import org.jspecify.annotations.NullMarked;
