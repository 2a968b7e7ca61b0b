package org.recjpq.training.checkpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

/**
 * The size and CRC32C of every file of a checkpoint.
 *
 * @param files by file name
 */
record Manifest(SortedMap<String, Entry> files) {
  static final String NAME = "manifest.json";

  Manifest {
    Objects.requireNonNull(files);
    for (String name : files.keySet()) {
      if (!name.equals(String.valueOf(Path.of(name).getFileName())) || name.equals("..")) {
        throw new IllegalArgumentException(
            "expected names of files in the checkpoint, found \"%s\"".formatted(name));
      }
    }
  }

  /**
   * One file.
   *
   * @param bytes its size
   * @param crc32c of its content, 8 hexadecimal digits
   */
  record Entry(long bytes, String crc32c) {
    Entry {
      Objects.requireNonNull(crc32c);
    }

    static Entry of(Path file) throws IOException {
      return new Entry(Files.size(file), Checksums.crc32c(file));
    }

    @Override
    public String toString() {
      return "%d bytes with CRC32C %s".formatted(bytes, crc32c);
    }
  }

  /** Writes the manifest of the files of {@code directory} into it. */
  static void write(Path directory) throws IOException {
    SortedMap<String, Entry> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        files.put(String.valueOf(path.getFileName()), Entry.of(path));
      }
    }
    Json.write(directory.resolve(NAME), new Manifest(files));
  }

  /** The first deviation of {@code directory} from its manifest; empty if there is none. */
  static Optional<String> damage(Path directory) {
    Manifest manifest;
    try {
      manifest =
          Json.read(
              directory.resolve(NAME),
              Manifest.class,
              "sizes and checksums",
              "use another checkpoint");
    } catch (NoSuchFileException missing) {
      return Optional.of(NAME + ": expected a file, found none");
    } catch (IOException | DataException unreadable) {
      return Optional.of(NAME + ": expected sizes and checksums, found other content");
    }
    return manifest.files.entrySet().stream()
        .flatMap(file -> damage(directory, file.getKey(), file.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> damage(Path directory, String name, Entry expected) {
    try {
      Entry found = Entry.of(directory.resolve(name));
      return found.equals(expected)
          ? Optional.empty()
          : Optional.of("%s: expected %s, found %s".formatted(name, expected, found));
    } catch (NoSuchFileException missing) {
      return Optional.of(name + ": expected a file, found none");
    } catch (IOException unreadable) {
      return Optional.of(
          "%s: expected %s, found: %s".formatted(name, expected, unreadable.getMessage()));
    }
  }
}
