/**
 * TensorBoard event files, written in plain Java.
 *
 * <p>In: scalars, values for histograms and text, each at a step. Out: {@code
 * events.out.tfevents.*} files in one directory a run. Start at {@link EventFile}; {@link
 * TfRecordWriter} is the framing below it.
 */
@NullMarked
package org.recjpq.training.tensorboard;

import org.jspecify.annotations.NullMarked;
