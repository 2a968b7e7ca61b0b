/**
 * Reads interaction logs: who had to do with which item, and when.
 *
 * <p>In: CSV, TSV or text files, plain or gz. Out: interactions grouped by user in time order, and
 * one clear line for every kind of bad input.
 */
@NullMarked
package org.recjpq.assignment.logs;

import org.jspecify.annotations.NullMarked;
