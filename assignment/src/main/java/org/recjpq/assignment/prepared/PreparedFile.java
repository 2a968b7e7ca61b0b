package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.assignment.files.Checksums;

/**
 * A file of a prepared folder, as it was when it was written.
 *
 * @param name its path below the folder, with {@code /} between names
 * @param bytes its size
 * @param crc32c its CRC32C, 8 hexadecimal digits in lower case
 */
public record PreparedFile(String name, long bytes, String crc32c) {
  /** Checks the form of the values. */
  public PreparedFile {
    if (name.isEmpty() || name.startsWith("/") || name.contains("..")) {
      throw new IllegalArgumentException(
          "name must be a path below the folder, found \"%s\"".formatted(name));
    }
    if (bytes < 0 || !crc32c.matches("[0-9a-f]{8}")) {
      throw new IllegalArgumentException(
          "%s: bytes must not be negative and crc32c must be 8 hexadecimal digits, found %d and %s"
              .formatted(name, bytes, crc32c));
    }
  }

  /**
   * Describes a file that exists.
   *
   * @param folder the prepared folder
   * @param file a file below it, which is read once
   */
  public static PreparedFile of(Path folder, Path file) throws IOException {
    String name = folder.relativize(file).toString().replace('\\', '/');
    return new PreparedFile(name, Files.size(file), Checksums.crc32c(file));
  }
}
