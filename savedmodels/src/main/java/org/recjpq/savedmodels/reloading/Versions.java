package org.recjpq.savedmodels.reloading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.files.ExportManifest;

/**
 * The versions below a base directory, and which of them to try.
 *
 * <p>An export is moved into place atomically, but it may be copied file by file, in any order. So
 * a version with missing or incomplete files is waited for as long as its files change between two
 * polls. One that failed is tried again only when its files have changed.
 */
final class Versions {
  private final Path base;
  private final Map<Path, SortedSet<String>> seen = new HashMap<>(); // files at the last poll
  private final Map<Path, SortedSet<String>> failed = new HashMap<>(); // files of failed attempts

  Versions(Path base) {
    this.base = base;
  }

  /** All version directories, the newest first; removed ones are forgotten. */
  List<Path> newestFirst() throws IOException {
    List<Path> versions = ExportDirectories.newestFirst(base);
    seen.keySet().retainAll(versions);
    failed.keySet().retainAll(versions);
    return versions;
  }

  /**
   * Whether a version should be tried now: it is complete, or its files no longer change.
   *
   * @throws IOException if it cannot be read
   */
  boolean isReady(Path version) throws IOException {
    SortedSet<String> files = files(version);
    boolean isAsBefore = files.equals(seen.put(version, files));
    return !files.equals(failed.get(version)) && (isAsBefore || ExportManifest.isComplete(version));
  }

  /** Records the files of a version that is about to be tried, after {@link #isReady}. */
  void tried(Path version) {
    failed.put(version, seen.getOrDefault(version, new TreeSet<>()));
  }

  /** Notes that the attempt succeeded, so that the version may be loaded again later. */
  void loaded(Path version) {
    failed.remove(version);
  }

  /** Names, sizes and times of the files. */
  private static SortedSet<String> files(Path version) throws IOException {
    SortedSet<String> files = new TreeSet<>();
    try (Stream<Path> paths = Files.walk(version)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (Files.isRegularFile(path)) {
          files.add("%s %d %s".formatted(path, Files.size(path), Files.getLastModifiedTime(path)));
        }
      }
      return files;
    } catch (UncheckedIOException vanished) {
      throw vanished.getCause();
    }
  }
}
