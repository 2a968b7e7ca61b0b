/**
 * The catalogue and the users' sequences over it: flat, compact, in time order.
 *
 * <p>In: interactions read by {@code logs}. Out: {@link org.recjpq.assignment.sequences.Catalogue}
 * and {@link org.recjpq.assignment.sequences.Sequences}, which {@code holdout} creates, and a
 * fingerprint of both.
 */
@NullMarked
package org.recjpq.assignment.sequences;

import org.jspecify.annotations.NullMarked;
