/**
 * From an interaction log to item codes, before any training. Plain Java, no TensorFlow.
 *
 * <p>{@code logs} turns a file into interactions; {@code sequences} turns interactions into the
 * catalogue and each user's sequence, and splits them; {@code codes} gives every catalogue row its
 * code.
 */
@NullMarked
package org.recjpq.assignment;

import org.jspecify.annotations.NullMarked;
