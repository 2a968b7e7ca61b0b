/**
 * The training loop: steps, validation, early stopping, checkpoints, and the test at the end.
 *
 * <p>Start at {@link org.recjpq.training.loop.Trainer}. In: sequences, codes and a configuration.
 * Out: a run folder with checkpoints, TensorBoard files and metrics.
 */
@NullMarked
package org.recjpq.training.loop;

import org.jspecify.annotations.NullMarked;
