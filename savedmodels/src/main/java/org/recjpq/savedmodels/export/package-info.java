/**
 * Writes trained models as directories for TF Serving.
 *
 * <p>In: a model's weights, codes and catalogue. Out: a SavedModel that takes item ids as strings
 * and returns item ids with scores, and files that describe it. Start at {@link
 * org.recjpq.savedmodels.export.ModelExporter}.
 */
@NullMarked
package org.recjpq.savedmodels.export;

import org.jspecify.annotations.NullMarked;
