package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;

/**
 * The paths of a prepared folder, and how one comes into being.
 *
 * @param root the folder itself
 */
public record PreparedFolder(Path root) {
  private static final String PARQUET = ".parquet";

  /** Fills a new folder. */
  @FunctionalInterface
  public interface Filling {
    /**
     * Writes everything but the manifest.
     *
     * @param unfinished an empty folder beside the one that it becomes
     * @return the manifest, which lists {@link PreparedFolder#written}
     */
    PreparedManifest fill(PreparedFolder unfinished) throws IOException;
  }

  /**
   * Creates a prepared folder, or replaces one: it is filled under another name beside it and moved
   * into place.
   *
   * @param root a folder that does not exist, is empty, or is a prepared one
   * @throws DataException if it is another folder, or a file
   */
  public static PreparedFolder create(Path root, Filling filling) throws IOException {
    PreparedFolder folder = new PreparedFolder(root);
    folder.requireReplaceable();
    Path absolute = root.toAbsolutePath().normalize();
    Path old =
        absolute.resolveSibling(AtomicFiles.TEMPORARY_PREFIX + "old-" + absolute.getFileName());
    Path fresh =
        absolute.resolveSibling(AtomicFiles.TEMPORARY_PREFIX + "new-" + absolute.getFileName());
    AtomicFiles.deleteRecursively(fresh);
    try {
      AtomicFiles.makeDirectory(
          fresh,
          unfinished -> {
            PreparedFolder draft = new PreparedFolder(unfinished);
            Files.createDirectories(draft.sequences());
            filling.fill(draft).write(draft.manifest());
          });
      AtomicFiles.deleteRecursively(old);
      if (Files.exists(absolute)) {
        Files.move(absolute, old);
      }
      Files.move(fresh, absolute);
      AtomicFiles.deleteRecursively(old);
    } finally {
      AtomicFiles.deleteRecursively(fresh);
    }
    return folder;
  }

  /**
   * Checks that this folder may be replaced.
   *
   * @throws DataException if it is neither empty nor prepared
   */
  public void requireReplaceable() throws IOException {
    if (Files.exists(manifest())) {
      return;
    }
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new DataException(root + ": expected a folder or nothing, found a file; use another");
    }
    if (Files.isDirectory(root)) {
      try (Stream<Path> entries = Files.list(root)) {
        if (entries.findAny().isPresent()) {
          throw new DataException(
              root
                  + ": expected an empty folder or a prepared one, found other files; use another"
                  + " folder");
        }
      }
    }
  }

  /** Counts, options and checksums, as JSON; the last file that is written. */
  public Path manifest() {
    return root.resolve("manifest.json");
  }

  /** Item ids in index order. */
  public Path catalogue() {
    return root.resolve("catalogue");
  }

  /** Item codes; absent if none were asked for. */
  public Path codes() {
    return root.resolve("codes");
  }

  /** How the item codes were assigned, as JSON; see {@link PreparedCodes}. */
  public Path codesSettings() {
    return root.resolve("codes.json");
  }

  /** The memory of transitions; absent if none was asked for. */
  public Path transitions() {
    return root.resolve("transitions");
  }

  /** How often its transitions were counted. */
  public Path transitionCounts() {
    return root.resolve("transition-counts");
  }

  /** What was counted, as JSON; see {@link PreparedTransitions}. */
  public Path transitionsSettings() {
    return root.resolve("transitions.json");
  }

  /** The sequences as parts in Parquet, which are read in the order of their names. */
  public Path sequences() {
    return root.resolve("sequences");
  }

  /** The sequences as arrays that are mapped into memory; made from the parts. */
  public Path shards() {
    return root.resolve("shards");
  }

  /** The parts of the sequences, in order. */
  public List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(sequences())) {
      return files
          .filter(file -> name(file).endsWith(PARQUET))
          .sorted(Comparator.comparing(PreparedFolder::name))
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The files that a manifest lists, with their checksums: each is read once. */
  public List<PreparedFile> written() throws IOException {
    List<PreparedFile> files = new ArrayList<>();
    files.add(PreparedFile.of(root, catalogue()));
    for (Path file : List.of(codes(), codesSettings())) {
      if (Files.exists(file)) {
        files.add(PreparedFile.of(root, file));
      }
    }
    for (Path part : parts()) {
      files.add(PreparedFile.of(root, part));
    }
    return files;
  }
}
