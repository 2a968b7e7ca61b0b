package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the reader of a file that is not text. */
final class Tables {
  private Tables() {}

  /** The reader of a file; empty for text, pipes, and kinds of file that nobody reads. */
  static Optional<TableReader> readerOf(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(TableReader.FIRST_BYTES);
    }
    return ServiceLoader.load(TableReader.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(reader -> reader.canRead(start))
        .findFirst();
  }
}
