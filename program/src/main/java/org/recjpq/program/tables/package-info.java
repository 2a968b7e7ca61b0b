/**
 * Logs that are not text: {@link org.recjpq.assignment.logs.LogFile} finds the readers here by
 * {@link java.util.ServiceLoader}, and gets rows of text from them.
 */
@NullMarked
package org.recjpq.program.tables;

import org.jspecify.annotations.NullMarked;
