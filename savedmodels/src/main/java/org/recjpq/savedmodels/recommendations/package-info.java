/**
 * The questions that a trained model can answer, and their answers, independent of the
 * implementation.
 *
 * <p>In: histories and item ids. Out: lists of items, scores and vectors. Start at {@link
 * org.recjpq.savedmodels.recommendations.RecommendationService}. Plain Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.savedmodels.recommendations;

import org.jspecify.annotations.NullMarked;
