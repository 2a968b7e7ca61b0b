/**
 * Fits how much a memory of transitions adds to the scores of a trained model.
 *
 * <p>In: scores of the model for validation cases, and the memory. Out: the weight of the memory,
 * the number of items of a history that count, and their decay. Start at {@link
 * org.recjpq.training.blending.BlendFit}.
 */
@NullMarked
package org.recjpq.training.blending;

import org.jspecify.annotations.NullMarked;
