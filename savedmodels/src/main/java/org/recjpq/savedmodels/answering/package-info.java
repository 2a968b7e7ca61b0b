/**
 * Answers from an export in this process.
 *
 * <p>In: an export, then histories and item ids. Out: lists of items, scores and vectors. Start at
 * {@link org.recjpq.savedmodels.answering.Recommender}.
 */
@NullMarked
package org.recjpq.savedmodels.answering;

import org.jspecify.annotations.NullMarked;
