package org.recjpq.savedmodels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.recjpq.assignment.files.DataException;

/**
 * The numbered versions below a model's base directory: {@code base/1}, {@code base/2} and so on.
 * TF Serving loads the largest number and looks at no other names.
 */
final class ExportDirectories {
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  private ExportDirectories() {}

  /** Where the next version goes: one more than the newest, or 1. */
  static Path next(Path base) throws IOException {
    if (!Files.isDirectory(base)) {
      return base.resolve("1");
    }
    try (Stream<Path> versions = versions(base)) {
      long newest = versions.mapToLong(ExportDirectories::version).max().orElse(0);
      return base.resolve(Long.toString(newest + 1));
    }
  }

  /**
   * The version directory that {@code path} means: itself, or the newest version below it.
   *
   * @throws DataException if there is none
   */
  static Path newest(Path path) {
    if (isSavedModel(path)) {
      return path;
    }
    try {
      return newestVersion(path)
          .orElseThrow(
              () ->
                  new DataException(
                      "%s: expected an export (a directory with %s, or one with numbered versions of it), found %s; check the path"
                          .formatted(path, SavedModelFile.NAME, kind(path))));
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
    return Files.isRegularFile(path.resolve(SavedModelFile.NAME));
  }

  private static String kind(Path path) {
    if (Files.isDirectory(path)) {
      return "neither";
    }
    return Files.exists(path) ? "a file" : "nothing";
  }

  /** The number of a version directory. */
  static long version(Path path) {
    return Long.parseLong(name(path));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
