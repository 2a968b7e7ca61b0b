package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;

/**
 * An open prepared folder.
 *
 * @param folder where it is
 * @param manifest what it says of itself
 * @param fingerprint of the data, the same as that of a holdout of the log
 * @param holdout the data, whose sequences are mapped files: they take no heap
 */
public record PreparedData(
    PreparedFolder folder, PreparedManifest manifest, String fingerprint, Holdout holdout) {
  static final String REMEDY = "prepare the log again";

  private static final String LOCK = ".lock";

  /**
   * Opens a folder. If its shards have not been made yet, they are, while other processes wait.
   *
   * @throws DataException if it is no prepared folder, or one of its files is missing, damaged or
   *     has changed
   */
  public static PreparedData open(Path root) throws IOException {
    PreparedFolder folder = new PreparedFolder(root);
    PreparedManifest manifest = manifest(root);
    ShardList shards = ShardList.read(folder, manifest);
    FileChecks checks = new FileChecks(root);
    checks.check(manifest.files());
    if (shards == null) {
      shards = made(folder, manifest);
    }
    checks.check(shards.files());
    Catalogue catalogue = Catalogue.read(folder.catalogue());
    ShardNames names = new ShardNames(folder.shards(), shards.shift());
    Holdout holdout = MappedHoldout.of(names, manifest, catalogue);
    return new PreparedData(folder, manifest, shards.fingerprint(), holdout);
  }

  /**
   * The item codes that were prepared, or null if there are none by these settings.
   *
   * @param asked settings, resolved for the catalogue
   * @throws DataException if the codes are damaged
   */
  public @Nullable ItemCodes codes(CodeAssigner asked) throws IOException {
    return PreparedCodes.of(folder, asked);
  }

  /**
   * The memory of transitions that was prepared, with its counts, or null if there is none by these
   * settings.
   *
   * @param asked settings, resolved for the catalogue
   * @throws DataException if it is damaged
   */
  public @Nullable Transitions transitions(TransitionSettings asked) throws IOException {
    return asked.hasSuccessors() ? PreparedTransitions.of(folder, asked) : null;
  }

  /**
   * What a folder says of itself.
   *
   * @throws DataException if it is no prepared folder
   */
  public static PreparedManifest manifest(Path root) throws IOException {
    Path file = new PreparedFolder(root).manifest();
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          root
              + ": expected a prepared folder, found no manifest.json in it; check the path or"
              + " prepare a log");
    }
    return PreparedManifest.read(file);
  }

  /** Makes the shards from the parts, unless another process has done so meanwhile. */
  private static synchronized ShardList made(PreparedFolder folder, PreparedManifest manifest)
      throws IOException {
    try (FileChannel lock =
        FileChannel.open(
            folder.root().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock(); // until the channel is closed
      ShardList before = ShardList.read(folder, manifest);
      return before == null ? write(folder, manifest, parts(folder)) : before;
    }
  }

  private static PreparedRows parts(PreparedFolder folder) throws IOException {
    List<Path> parts = folder.parts();
    if (parts.isEmpty()) {
      throw new DataException(
          "%s: expected parts in Parquet, found none; %s".formatted(folder.sequences(), REMEDY));
    }
    return ServiceLoader.load(PartReader.class)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    folder.sequences()
                        + ": expected a reader of Parquet on the class path, found none; open the"
                        + " folder once with the program"))
        .rows(parts);
  }

  /**
   * Makes the shards of a folder from its parts, which are there; see {@link #open}, which does the
   * same where it is necessary.
   *
   * @param manifest of the folder, which need not be written yet
   * @throws DataException if the parts are not as the manifest says
   */
  public static void makeShards(PreparedFolder folder, PreparedManifest manifest)
      throws IOException {
    new FileChecks(folder.root()).written(manifest.files());
    var unused = write(folder, manifest, parts(folder));
  }

  /**
   * Writes the shards of a folder, whose catalogue is there.
   *
   * @param manifest the folder's; its fingerprint must be that of the rows, unless it is null
   * @param rows all rows in order
   * @return the fingerprint
   * @throws DataException if the rows are not as the manifest says
   */
  public static String writeShards(
      PreparedFolder folder, PreparedManifest manifest, PreparedRows rows) throws IOException {
    return write(folder, manifest, rows).fingerprint();
  }

  private static ShardList write(
      PreparedFolder folder, PreparedManifest manifest, PreparedRows rows) throws IOException {
    return write(folder, manifest, rows, ShardArray.USUAL_SHIFT);
  }

  static ShardList write(
      PreparedFolder folder, PreparedManifest manifest, PreparedRows rows, int shift)
      throws IOException {
    AtomicFiles.deleteRecursively(folder.shards());
    Catalogue catalogue = Catalogue.read(folder.catalogue());
    if (catalogue.size() != manifest.items()) {
      throw new DataException(
          "%s: expected %d items, found %d; %s"
              .formatted(folder.catalogue(), manifest.items(), catalogue.size(), REMEDY));
    }
    AtomicFiles.makeDirectory(
        folder.shards(),
        unfinished -> {
          try (ShardBuilder builder = new ShardBuilder(unfinished, manifest, shift)) {
            rows.forEach(builder);
            builder.finish();
          }
          Holdout holdout =
              MappedHoldout.of(new ShardNames(unfinished, shift), manifest, catalogue);
          String fingerprint = holdout.fingerprint();
          requireSame(folder, manifest.fingerprint(), fingerprint);
          new ShardList(shift, manifest.checksum(), fingerprint, files(folder, unfinished))
              .write(unfinished);
        });
    ShardList written = ShardList.read(folder, manifest);
    if (written == null) {
      throw new IllegalStateException("expected the shards that were written");
    }
    new FileChecks(folder.root()).written(written.files());
    return written;
  }

  private static void requireSame(PreparedFolder folder, @Nullable String expected, String found) {
    if (expected != null && !expected.equals(found)) {
      throw new DataException(
          "%s: expected sequences with the fingerprint %.12s, found %.12s; %s"
              .formatted(folder.sequences(), expected, found, REMEDY));
    }
  }

  /** The arrays, by the paths that they will have. */
  private static List<PreparedFile> files(PreparedFolder folder, Path unfinished)
      throws IOException {
    List<PreparedFile> files = new ArrayList<>();
    List<Path> paths;
    try (Stream<Path> entries = Files.list(unfinished)) {
      paths = entries.sorted().toList();
    }
    String name = folder.root().relativize(folder.shards()).toString();
    for (Path path : paths) {
      PreparedFile file = PreparedFile.of(unfinished, path);
      files.add(new PreparedFile(name + "/" + file.name(), file.bytes(), file.crc32c()));
    }
    return files;
  }
}
