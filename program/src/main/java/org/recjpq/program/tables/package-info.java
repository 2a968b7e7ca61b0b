/**
 * Logs and item vectors that are not text: {@link org.recjpq.assignment.logs.LogFile} and {@link
 * org.recjpq.assignment.vectors.FileVectors} find the readers here by {@link
 * java.util.ServiceLoader}, and get rows from them.
 */
@NullMarked
package org.recjpq.program.tables;

import org.jspecify.annotations.NullMarked;
