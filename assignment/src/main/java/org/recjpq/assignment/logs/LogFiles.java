package org.recjpq.assignment.logs;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.recjpq.assignment.files.DataException;

/**
 * The texts of a log: one file, those of a folder, or those whose names match a pattern; of
 * archives their entries.
 */
final class LogFiles {
  private LogFiles() {}

  /**
   * The texts in the order of their names. Files of a folder that begin with a dot or an underscore
   * are left out: programs that write such folders mark them so.
   *
   * @param path a file or a folder, or a path whose last part has {@code *}, {@code ?} or other
   *     signs of a glob
   * @throws DataException if a folder has no file, or no file matches
   */
  static List<TextPart> of(Path path) throws IOException {
    List<TextPart> parts = new ArrayList<>();
    for (Path file : files(path)) {
      parts.addAll(TextPart.of(file));
    }
    return parts;
  }

  private static List<Path> files(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return some(path, file -> true, path + ": expected a log or files of one, found none in it");
    }
    Path name = path.getFileName();
    if (name == null
        || TextPart.isEntry(path)
        || Files.exists(path)
        || !name.toString().matches(".*[*?\\[{].*")) {
      return List.of(path);
    }
    Path parent = path.getParent() == null ? Path.of("") : path.getParent();
    if (!Files.isDirectory(parent)) {
      return List.of(path); // to be reported as missing
    }
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    } catch (PatternSyntaxException broken) {
      throw new DataException(
          "%s: expected a file or a pattern of names, found neither (%s)"
              .formatted(path, broken.getDescription()),
          broken);
    }
    return some(parent, matcher, path + ": expected files whose names match, found none");
  }

  private static List<Path> some(Path folder, PathMatcher wanted, String none) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> !name(file).startsWith(".") && !name(file).startsWith("_"))
              .filter(file -> wanted.matches(Path.of(name(file))))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new DataException(none + "; check the path");
      }
      return files;
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
