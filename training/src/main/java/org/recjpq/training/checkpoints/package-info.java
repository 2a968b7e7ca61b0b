/**
 * Checkpoints on disk: written completely or not at all, verified before use.
 *
 * <p>In: a {@link TrainingState} and something that writes weights. Out: directories {@code step-N}
 * and, on resume, the newest one that is undamaged. Start at {@link CheckpointStore}. The package
 * does not know what weights are.
 */
@NullMarked
package org.recjpq.training.checkpoints;

import org.jspecify.annotations.NullMarked;
