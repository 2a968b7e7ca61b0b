package org.recjpq.assignment.files;

import java.nio.file.Files;
import java.nio.file.Path;

/** Tells files from directories before they are read: the system's own error names neither. */
public final class NoDirectory {
  private NoDirectory() {}

  /**
   * The same path, unless it is a directory.
   *
   * @throws DataException if it is one
   */
  public static Path at(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": expected a file, found a directory; name a file in it");
    }
    return file;
  }
}
