package org.recjpq.cluster.executors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.program.NativeLibraries;
import org.recjpq.program.recommendation.ExportLists;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/**
 * The models of this process: each is loaded once, whatever the number of tasks, and stays until
 * the process ends.
 */
public final class ExecutorModels {
  private static final Map<String, LoadedModel> LOADED = new ConcurrentHashMap<>();

  private ExecutorModels() {}

  /**
   * A model in memory.
   *
   * @param service answers questions, from any thread
   * @param catalogue the items that it knows
   */
  public record LoadedModel(RecommendationService service, Catalogue catalogue) {}

  /**
   * The model of an export, from any thread: a search in Java if it has item codes, or else its
   * graph. Its answers are those of the same service on a single machine with as many threads.
   *
   * @throws org.recjpq.assignment.files.DataException if it is damaged or not allowed
   */
  public static LoadedModel of(SentExport export) {
    return LOADED.computeIfAbsent(export.id(), id -> load(export));
  }

  private static LoadedModel load(SentExport export) {
    NativeLibraries.placeInOtherProgram();
    try {
      Path folder = Files.createTempDirectory("recjpq-export");
      try {
        export.unpack(folder);
        Recommender model =
            export.isTrusted()
                ? Recommender.loadTrusted(folder, export.threads())
                : Recommender.load(folder, export.threads());
        return new LoadedModel(ExportLists.service(model), model.catalogue());
      } finally {
        AtomicFiles.deleteRecursively(folder); // all of it is in memory
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
