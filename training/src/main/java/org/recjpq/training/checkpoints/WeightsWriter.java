package org.recjpq.training.checkpoints;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the weights of a checkpoint. */
@FunctionalInterface
public interface WeightsWriter {
  /**
   * Writes files whose names start with the last name of {@code prefix} into its directory, which
   * exists, and into no other place.
   *
   * @throws IOException or {@link org.tensorflow.exceptions.TensorFlowException} if the disk
   *     refuses
   */
  void write(Path prefix) throws IOException;
}
