package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionCountsFile;
import org.recjpq.assignment.transitions.TransitionMemory;

/**
 * How often the transitions of an export's memory were counted, in {@code
 * assets.extra/transition-counts}: beside the graph, so that nothing that serves it loads them.
 */
public final class ExportedCounts {
  private static final Path FILE = Path.of("assets.extra", "transition-counts");

  private ExportedCounts() {}

  /**
   * Writes the counts into an export.
   *
   * @param directory of a version
   */
  public static void write(Path directory, TransitionCounts counts) throws IOException {
    TransitionCountsFile.write(directory.resolve(FILE), counts);
  }

  /**
   * The memory of an export with its counts, if the export has them.
   *
   * @throws DataException if they are damaged
   */
  static TransitionMemory addTo(TransitionMemory memory, Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return memory;
    }
    try {
      TransitionCounts counts = TransitionCountsFile.map(file, memory.transitions());
      return new TransitionMemory(memory.transitions().withCounts(counts), memory.blend());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
