package org.recjpq.training.checkpoints;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the weights of a checkpoint. */
@FunctionalInterface
public interface WeightsWriter {
  /**
   * Writes files whose names start with the last name of {@code prefix} into its directory, which
   * exists, and nowhere else.
   *
   * @throws IOException or {@link org.tensorflow.exceptions.TensorFlowException} if writing fails
   */
  void write(Path prefix) throws IOException;
}
