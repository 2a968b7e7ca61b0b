package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

/**
 * Checks the files of a prepared folder. A file whose checksum was right is not read again as long
 * as its size and the time of its last change stay the same; {@code checked.json} has these times.
 */
final class FileChecks {
  private static final String NAME = "checked.json";

  private final Path root;

  /** The content of the file: nanoseconds since 1970 by name. */
  private record Checked(Map<String, Long> times) {}

  FileChecks(Path root) {
    this.root = root;
  }

  /**
   * Checks files, and remembers that they are right.
   *
   * @throws DataException if one is missing or has changed
   */
  void check(List<PreparedFile> files) throws IOException {
    Map<String, Long> known = known();
    boolean isNew = false;
    for (PreparedFile file : files) {
      Path path = root.resolve(file.name());
      requireSize(path, file);
      Long time = time(path);
      if (!time.equals(known.get(file.name()))) {
        String found = Checksums.crc32c(path);
        if (!found.equals(file.crc32c())) {
          throw changed(path, "CRC32C " + file.crc32c(), found);
        }
        known.put(file.name(), time);
        isNew = true;
      }
    }
    if (isNew) {
      remember(known);
    }
  }

  /** Remembers files that have just been written. */
  void written(List<PreparedFile> files) throws IOException {
    Map<String, Long> known = known();
    for (PreparedFile file : files) {
      known.put(file.name(), time(root.resolve(file.name())));
    }
    remember(known);
  }

  private static void requireSize(Path path, PreparedFile file) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw changed(path, "a file", "none");
    }
    if (Files.size(path) != file.bytes()) {
      throw changed(path, file.bytes() + " bytes", String.valueOf(Files.size(path)));
    }
  }

  private static DataException changed(Path path, String expected, String found) {
    return new DataException(
        "%s: expected the file that was prepared, with %s, found %s; %s"
            .formatted(path, expected, found, PreparedData.REMEDY));
  }

  private static Long time(Path path) throws IOException {
    return Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
  }

  private Map<String, Long> known() {
    Path file = root.resolve(NAME);
    try {
      return Files.exists(file)
          ? new TreeMap<>(Json.read(file, Checked.class, "times", "delete it").times())
          : new TreeMap<>();
    } catch (IOException | DataException unreadable) {
      return new TreeMap<>(); // all files are read again
    }
  }

  /** Does nothing where nothing can be written. */
  private void remember(Map<String, Long> times) throws IOException {
    if (Files.isWritable(root)) {
      Json.write(root.resolve(NAME), new Checked(times));
    }
  }
}
