/**
 * TensorBoard event files, written in plain Java.
 *
 * <p>In: scalars, values for histograms and text, each at a step. Out: {@code
 * events.out.tfevents.*} files in one directory per run. Start at {@link EventFile}.
 */
@NullMarked
package org.recjpq.training.tensorboard;

import org.jspecify.annotations.NullMarked;
