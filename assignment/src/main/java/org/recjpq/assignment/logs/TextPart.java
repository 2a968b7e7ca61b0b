package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.compression.ZipArchive;
import org.recjpq.assignment.files.DataException;

/**
 * A text: a file, or an entry of a zip archive; either may be compressed.
 *
 * @param file the file
 * @param entry name of the entry, or null if the file is not an archive
 */
public record TextPart(Path file, @Nullable String entry) {
  private static final String IN_ARCHIVE = ".zip!";

  /**
   * The texts of a file: itself, or the entries of an archive in the order of their names.
   *
   * @param path a file, or {@code archive.zip!entry} for the entries of that name, which may be a
   *     pattern such as {@code *ratings*}
   * @throws DataException if the archive is damaged, has no such entry, or entries of several kinds
   */
  public static List<TextPart> of(Path path) throws IOException {
    if (isEntry(path)) {
      int end = path.toString().indexOf(IN_ARCHIVE) + IN_ARCHIVE.length();
      return entries(stored(path), path.toString().substring(end));
    }
    return ZipArchive.is(path) ? entries(path) : List.of(new TextPart(path, null));
  }

  /** The file that a path of {@link #of} stands for: the archive of entries, or the path itself. */
  public static Path stored(Path path) {
    String name = path.toString();
    return isEntry(path)
        ? path.getFileSystem()
            .getPath(name.substring(0, name.indexOf(IN_ARCHIVE) + IN_ARCHIVE.length() - 1))
        : path;
  }

  /** Whether a path is that of an entry, or a pattern of such. */
  static boolean isEntry(Path path) {
    return path.toString().indexOf(IN_ARCHIVE) > 0 && !Files.exists(path);
  }

  private static List<TextPart> entries(Path archive) throws IOException {
    List<String> names = ZipArchive.entries(archive);
    TreeSet<String> endings = new TreeSet<>();
    names.forEach(name -> endings.add(ending(name)));
    if (endings.size() > 1) {
      throw new DataException(
          "%s: expected one file or several of a kind in the archive, found %s; name one, such as %s"
              .formatted(
                  archive,
                  LogReader.shortened(String.join(", ", names)),
                  archive + "!" + names.get(names.size() - 1)));
    }
    return parts(archive, names, "files");
  }

  /** What follows the last dot of a file's name, or nothing. */
  private static String ending(String entry) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    return name.substring(name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.'));
  }

  private static List<TextPart> entries(Path archive, String pattern) throws IOException {
    List<String> names = ZipArchive.entries(archive);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<String> wanted =
        names.contains(pattern)
            ? List.of(pattern)
            : names.stream().filter(name -> matcher.matches(Path.of(name))).toList();
    if (wanted.isEmpty()) {
      throw new DataException(
          "%s: expected an entry %s, found %s"
              .formatted(
                  archive,
                  pattern,
                  LogReader.shortened(names.stream().collect(Collectors.joining(", ")))));
    }
    return parts(archive, wanted, pattern);
  }

  private static List<TextPart> parts(Path archive, List<String> names, String what) {
    if (names.isEmpty()) {
      throw new DataException(
          "%s: expected %s in the archive, found none; check the path".formatted(archive, what));
    }
    return names.stream().map(name -> new TextPart(archive, name)).toList();
  }

  /** The only text of a file; see above. */
  public static TextPart only(Path path) throws IOException {
    List<TextPart> parts = of(path);
    if (parts.size() > 1) {
      throw new DataException(
          "%s: expected one file in the archive, found %d; name one, such as %s"
              .formatted(path, parts.size(), parts.get(0).name()));
    }
    return parts.get(0);
  }

  /** What messages call it. */
  Path name() {
    return entry == null ? file : file.resolveSibling(file.getFileName() + "!" + entry);
  }

  /** Its bytes in UTF-8; see {@link TextBytes}. */
  InputStream open() throws IOException {
    return open(StandardCharsets.UTF_8);
  }

  /** The same if it is written in {@code charset}. */
  InputStream open(Charset charset) throws IOException {
    return TextBytes.open(this, charset);
  }
}
