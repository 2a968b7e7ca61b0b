/**
 * A memory of transitions: which items follow which.
 *
 * <p>In: training sequences. Out: for each item its strongest successors with their weights, which
 * are added to the scores of a model. A model of shared sub-embeddings generalises and cannot
 * remember that this very item follows that one; a table can, and only that.
 *
 * <p>Start at {@link org.recjpq.assignment.transitions.TransitionBuilder}, which counts, and {@link
 * org.recjpq.assignment.transitions.TransitionMemory}, which scores.
 */
@NullMarked
package org.recjpq.assignment.transitions;

import org.jspecify.annotations.NullMarked;
