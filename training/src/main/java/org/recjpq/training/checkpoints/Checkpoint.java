package org.recjpq.training.checkpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /** Copies all files into a folder that exists. */
  public void copyTo(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
    }
  }
}
