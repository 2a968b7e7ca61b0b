/**
 * What a training does: every setting with its default, the rules that settings must keep, named
 * sets of them, and files of them.
 *
 * <p>In: a YAML or JSON file, a preset, single settings by their paths such as {@code
 * model.dimension}. Out: a {@link org.recjpq.training.config.TrainingConfig}, where reading starts.
 */
@NullMarked
package org.recjpq.training.config;

import org.jspecify.annotations.NullMarked;
