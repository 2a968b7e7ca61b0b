/**
 * Interaction logs: who interacted with which item, and when.
 *
 * <p>In: CSV, TSV or text files, plain or compressed ({@link org.recjpq.assignment.logs.LogFile}),
 * rows in memory ({@link org.recjpq.assignment.logs.InteractionsBuilder}), or another {@link
 * org.recjpq.assignment.logs.InteractionSource}; and {@link org.recjpq.assignment.logs.Filters}.
 * Out: {@link org.recjpq.assignment.logs.Interactions}, grouped by user in time order, with counts
 * of what was read and left out; or one clear line for every kind of bad input.
 */
@NullMarked
package org.recjpq.assignment.logs;

import org.jspecify.annotations.NullMarked;
