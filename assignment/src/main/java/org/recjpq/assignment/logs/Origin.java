package org.recjpq.assignment.logs;

import org.jspecify.annotations.Nullable;

/**
 * Where rows come from, and how they were read.
 *
 * @param name name of the log, for messages
 * @param columns columns of the file, or null for rows from memory
 * @param clock what their times stand for
 * @param badRows malformed rows that were skipped
 */
record Origin(String name, @Nullable Columns columns, Clock clock, long badRows) {}
