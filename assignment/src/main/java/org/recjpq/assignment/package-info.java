/**
 * From an interaction log to item codes, before any training. Plain Java, no TensorFlow.
 *
 * <p>{@code logs} reads and filters interactions; {@code holdout} divides them into training,
 * validation and test, as a catalogue and {@code sequences} over it; {@code codes} gives every
 * catalogue row its code.
 */
@NullMarked
package org.recjpq.assignment;

import org.jspecify.annotations.NullMarked;
