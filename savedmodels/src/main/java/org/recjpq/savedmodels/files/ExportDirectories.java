package org.recjpq.savedmodels.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.recjpq.assignment.files.DataException;

/**
 * The numbered versions below a model's base directory: {@code base/1}, {@code base/2} and so on.
 * TF Serving loads the largest number and ignores other names.
 */
public final class ExportDirectories {
  /** The file within a version directory that makes it a SavedModel. */
  public static final String SAVED_MODEL = "saved_model.pb";

  /** The tag of the one graph in the SavedModel; TF Serving requires it. */
  public static final String TAG = "serve";

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  private ExportDirectories() {}

  /** The directory of the next version: one more than the newest, or 1. */
  public static Path next(Path base) throws IOException {
    if (!Files.isDirectory(base)) {
      return base.resolve("1");
    }
    try (Stream<Path> versions = versions(base)) {
      long newest = versions.mapToLong(ExportDirectories::version).max().orElse(0);
      return base.resolve(Long.toString(newest + 1));
    }
  }

  /**
   * All version directories, the newest first, complete or not.
   *
   * @throws IOException if {@code base} is not a directory or cannot be read
   */
  public static List<Path> newestFirst(Path base) throws IOException {
    try (Stream<Path> versions = versions(base)) {
      return versions
          .sorted(Comparator.comparingLong(ExportDirectories::version).reversed())
          .toList();
    }
  }

  /**
   * The version directory for {@code path}: itself, or the newest version below it.
   *
   * @throws DataException if there is none
   */
  public static Path newest(Path path) {
    if (isSavedModel(path)) {
      return path;
    }
    try {
      return newestVersion(path)
          .orElseThrow(
              () ->
                  new DataException(
                      ("%s: expected an export (a directory with %s, or one with numbered versions"
                              + " of it), found %s; check the path")
                          .formatted(path, SAVED_MODEL, kind(path))));
    } catch (IOException failure) {
      throw new DataException(path + ": cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static Optional<Path> newestVersion(Path base) throws IOException {
    if (!Files.isDirectory(base)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = versions(base)) {
      return versions
          .filter(ExportDirectories::isSavedModel)
          .max(Comparator.comparingLong(ExportDirectories::version));
    }
  }

  private static Stream<Path> versions(Path base) throws IOException {
    return Files.list(base)
        .filter(Files::isDirectory)
        .filter(path -> VERSION.matcher(name(path)).matches());
  }

  private static boolean isSavedModel(Path path) {
    return Files.isRegularFile(path.resolve(SAVED_MODEL));
  }

  private static String kind(Path path) {
    if (Files.isDirectory(path)) {
      return "neither";
    }
    return Files.exists(path) ? "a file" : "nothing";
  }

  /** The number of a version directory. */
  public static long version(Path path) {
    return Long.parseLong(name(path));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
