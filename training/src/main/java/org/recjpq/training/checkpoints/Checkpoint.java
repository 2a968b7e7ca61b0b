package org.recjpq.training.checkpoints;

import java.nio.file.Path;

/**
 * A checkpoint whose files were all found as they had been written.
 *
 * @param directory {@code <run>/checkpoints/step-N}
 * @param state the state of the run at step N
 */
public record Checkpoint(Path directory, TrainingState state) {
  static final String WEIGHTS = "model";

  /** What {@link WeightsWriter#write} was given, but in its final place; restore from it. */
  public Path prefix() {
    return directory.resolve(WEIGHTS);
  }
}
