/**
 * The catalogue and the users' sequences over it: flat, compact, in time order.
 *
 * <p>In: interactions read by {@code logs}. Out: {@link Catalogue}, {@link Sequences} and the
 * leave-one-out split that training and evaluation use.
 */
@NullMarked
package org.recjpq.assignment.sequences;

import org.jspecify.annotations.NullMarked;
