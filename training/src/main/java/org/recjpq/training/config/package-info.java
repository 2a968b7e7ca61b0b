/**
 * The settings of a training: their defaults and rules, presets, and files.
 *
 * <p>In: a YAML or JSON file, a preset, single settings by their paths such as {@code
 * model.dimension}. Out: a {@link org.recjpq.training.config.TrainingConfig}, the class to start
 * at.
 */
@NullMarked
package org.recjpq.training.config;

import org.jspecify.annotations.NullMarked;
