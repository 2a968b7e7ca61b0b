package org.recjpq.training.checkpoints;

import java.nio.file.Path;

/**
 * A checkpoint all of whose files have been verified.
 *
 * @param directory {@code <run>/checkpoints/step-N}
 * @param state the state of the run at step N
 */
public record Checkpoint(Path directory, TrainingState state) {
  static final String WEIGHTS = "model";

  /** The prefix passed to {@link WeightsWriter#write}, at its final location; restore from it. */
  public Path prefix() {
    return directory.resolve(WEIGHTS);
  }
}
