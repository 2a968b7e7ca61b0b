package org.recjpq.savedmodels.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.files.ExportManifest;

/**
 * The results of verifying an export.
 *
 * @param directory the version directory
 * @param description the description of the export
 * @param files number of files, all with the sizes and checksums of the manifest
 * @param bytes total size of the files
 * @param requests number of warm-up requests that each signature answered with finite numbers and
 *     with its types and shapes
 * @param memory how a memory of transitions is added to the scores, or null if the export has none
 */
public record ExportVerification(
    Path directory,
    ExportDescription description,
    int files,
    long bytes,
    Map<String, Integer> requests,
    @Nullable MemoryBlend memory) {

  /**
   * Compares the files of an export with its manifest, loads it and sends it its warm-up requests.
   *
   * @param export a version directory, or the base directory, whose newest version is used
   * @throws DataException if a file is missing, changed or unexpected, if the export cannot be
   *     loaded, or if a request is not answered correctly; the message names the file
   * @throws IOException if a file cannot be read
   */
  public static ExportVerification of(Path export) throws IOException {
    return of(export, Recommender::load);
  }

  /**
   * The same with another way to load it, such as {@link Recommender#loadTrusted}.
   *
   * @param export as above
   * @param loader loads a version directory
   * @throws DataException as above
   * @throws IOException if a file cannot be read
   */
  public static ExportVerification of(Path export, Function<Path, Recommender> loader)
      throws IOException {
    Path directory = ExportDirectories.newest(export);
    ExportManifest manifest = ExportManifest.read(directory);
    manifest.check(directory);
    try (Recommender recommender = loader.apply(directory)) {
      TransitionMemory memory = recommender.memory();
      return new ExportVerification(
          directory,
          recommender.description(),
          manifest.files().size(),
          manifest.bytes(),
          new WarmupReplay(recommender).run(),
          memory == null ? null : memory.blend());
    }
  }
}
