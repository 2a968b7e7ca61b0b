package org.recjpq.savedmodels.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

/**
 * The contents of an export, in {@code assets.extra/manifest.json}, which is written last.
 *
 * @param format of this file, {@link #FORMAT}
 * @param export the model
 * @param data a hash of the training data, or null if unknown
 * @param settings settings of the training by name
 * @param files all files except this one, by their paths within the export, separated by {@code /}
 */
public record ExportManifest(
    int format,
    ExportDescription export,
    @Nullable String data,
    Map<String, String> settings,
    SortedMap<String, Content> files) {
  /**
   * Checks the paths.
   *
   * @throws IllegalArgumentException if one leads out of the export
   */
  public ExportManifest {
    for (String name : files.keySet()) {
      Path path = Path.of(name);
      if (name.isEmpty()
          || path.isAbsolute()
          || !path.normalize().equals(path)
          || path.startsWith("..")) {
        throw new IllegalArgumentException(
            "files: expected paths within the export, found \"%s\"".formatted(name));
      }
    }
  }

  /** Its path within an export. */
  public static final Path FILE = Path.of("assets.extra", "manifest.json");

  static final int FORMAT = 2;
  private static final String REMEDY = " copy the export again, or export the model again";

  /**
   * The content of a file.
   *
   * @param bytes its size
   * @param sha256 64 hex digits
   */
  public record Content(long bytes, String sha256) {
    /** Reads a whole file. */
    public static Content of(Path file) throws IOException {
      return new Content(Files.size(file), Checksums.sha256(file));
    }

    @Override
    public String toString() {
      return "%,d bytes with SHA-256 %s".formatted(bytes, sha256);
    }
  }

  /**
   * Writes the manifest of an export that is otherwise complete.
   *
   * @param export the description of the export
   * @param data a hash of the training data, or null if unknown
   * @param settings settings of the training by name
   */
  public static void write(
      Path directory, ExportDescription export, @Nullable String data, Map<String, String> settings)
      throws IOException {
    ExportManifest manifest =
        new ExportManifest(FORMAT, export, data, settings, contents(directory));
    Json.write(directory.resolve(FILE), manifest);
  }

  /**
   * Reads the manifest of an export.
   *
   * @throws DataException if there is none, or it has another format
   */
  public static ExportManifest read(Path directory) {
    return VersionedJson.read(
        directory.resolve(FILE),
        ExportManifest.class,
        FORMAT,
        "the manifest of an export",
        manifest -> ExportDescription.complete(manifest.path("export")));
  }

  /**
   * Whether an export has a manifest and all of its files in their full sizes, so that a copy of it
   * is probably complete.
   *
   * @param directory directory of the export
   * @throws IOException if a file cannot be read
   */
  public static boolean isComplete(Path directory) throws IOException {
    if (!Files.isRegularFile(directory.resolve(FILE))) {
      return false;
    }
    try {
      for (Map.Entry<String, Content> file : read(directory).files().entrySet()) {
        Path path = directory.resolve(file.getKey());
        if (!Files.isRegularFile(path) || Files.size(path) != file.getValue().bytes()) {
          return false;
        }
      }
      return true;
    } catch (DataException unfinished) {
      return false;
    }
  }

  /**
   * Compares the files of the export with this manifest.
   *
   * @throws DataException naming the first file that is missing, unexpected or different
   */
  public void check(Path directory) throws IOException {
    SortedMap<String, Content> found = contents(directory);
    for (Map.Entry<String, Content> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Content content = found.remove(file.getKey());
      if (content == null) {
        throw new DataException(path + ": expected a file of the export, found none;" + REMEDY);
      }
      if (!content.equals(file.getValue())) {
        throw new DataException(
            "%s: expected %s, found %s;%s".formatted(path, file.getValue(), content, REMEDY));
      }
    }
    if (!found.isEmpty()) {
      throw new DataException(
          ("%s: expected only the files of the manifest, found another one; move it out of the"
                  + " export")
              .formatted(directory.resolve(found.firstKey())));
    }
  }

  /** The sizes of all files together, in bytes, without the manifest itself. */
  public long bytes() {
    return files.values().stream().mapToLong(Content::bytes).sum();
  }

  /** Sizes and checksums of all files of an export except its manifest. */
  public static SortedMap<String, Content> contents(Path directory) throws IOException {
    SortedMap<String, Content> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path name = directory.relativize(path);
        if (Files.isRegularFile(path) && !name.equals(FILE)) {
          contents.put(name.toString().replace(File.separatorChar, '/'), Content.of(path));
        }
      }
    }
    return contents;
  }
}
