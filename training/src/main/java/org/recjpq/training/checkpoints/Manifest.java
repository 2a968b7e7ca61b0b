package org.recjpq.training.checkpoints;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The size and CRC32C of every file of a checkpoint.
 *
 * @param files by file name
 */
record Manifest(SortedMap<String, Entry> files) {
  static final String NAME = "manifest.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  Manifest {
    Objects.requireNonNull(files);
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
      CRC32C crc = new CRC32C();
      try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
        long bytes = in.transferTo(OutputStream.nullOutputStream());
        return new Entry(bytes, "%08x".formatted(crc.getValue()));
      }
    }

    @Override
    public String toString() {
      return "%d bytes with CRC32C %s".formatted(bytes, crc32c);
    }
  }

  /** Writes the manifest of what {@code directory} holds into it. */
  static void write(Path directory) throws IOException {
    SortedMap<String, Entry> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        files.put(String.valueOf(path.getFileName()), Entry.of(path));
      }
    }
    Files.write(directory.resolve(NAME), JSON.writeValueAsBytes(new Manifest(files)));
  }

  /**
   * The first thing in {@code directory} that is not as its manifest says; empty if all is well.
   */
  static Optional<String> damage(Path directory) {
    Manifest manifest;
    try {
      manifest = JSON.readValue(Files.readAllBytes(directory.resolve(NAME)), Manifest.class);
    } catch (NoSuchFileException missing) {
      return Optional.of(NAME + ": expected a file, found none");
    } catch (IOException unreadable) {
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
