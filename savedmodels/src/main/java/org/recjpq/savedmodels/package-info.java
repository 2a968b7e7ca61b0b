/**
 * Trained models as directories for TF Serving, and answers from such directories.
 *
 * <p>In: a model's weights, codes and catalogue. Out: a SavedModel that takes item ids as strings
 * and returns item ids with scores. Start at {@link org.recjpq.savedmodels.ModelExporter} to write
 * one and at {@link org.recjpq.savedmodels.Recommender} to ask one.
 */
@NullMarked
package org.recjpq.savedmodels;

import org.jspecify.annotations.NullMarked;
