package org.recjpq.training.inspection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunFolder;

/**
 * What a run or an export contains; its components are the keys of the JSON that the program
 * prints.
 *
 * @param place the folder of the run, or the version directory of the export
 * @param model readable name of the model
 * @param items N
 * @param settings of the run, by their paths; empty for an export
 * @param result of the run's test; null for an export, or an unfinished run
 * @param lastValidation of the run; null for an export, or before the first validation
 * @param codes null if every item has a vector of its own
 * @param memory of transitions; null if there is none
 * @param export the newest export; null for a run without any
 * @param near some popular items with those near to them; empty without an export
 */
public record Inspection(
    String place,
    String model,
    int items,
    Map<String, String> settings,
    @Nullable RunResult result,
    @Nullable MetricsEntry lastValidation,
    @Nullable CodeFacts codes,
    @Nullable MemoryFacts memory,
    @Nullable ExportDescription export,
    List<NearItems> near) {
  /** Copies the list. */
  public Inspection {
    near = List.copyOf(near);
  }

  /**
   * Looks into a run or an export.
   *
   * @param place the folder of a run, an export's version directory, or the directory of its
   *     versions
   * @param loader loads an export, such as {@link Recommender#load(Path)}
   * @throws DataException if it is neither, or damaged
   */
  public static Inspection of(Path place, Function<Path, Recommender> loader) throws IOException {
    if (new RunFolder(place).isRun()) {
      return ofRun(new RunFolder(place), loader);
    }
    if (!Files.isDirectory(place)) {
      throw new DataException(
          "%s: expected the folder of a run or an export, found %s; check the path"
              .formatted(place, Files.exists(place) ? "a file" : "nothing"));
    }
    try (Recommender recommender = loader.apply(place)) {
      return ofExport(recommender);
    }
  }

  private static Inspection ofRun(RunFolder folder, Function<Path, Recommender> loader)
      throws IOException {
    RunConfig config = RunConfig.read(folder.config());
    List<MetricsEntry> entries = new MetricsLog(folder.metrics()).entries();
    ExportDescription export = null;
    List<NearItems> near = List.of();
    if (Files.isDirectory(folder.export())
        && !ExportDirectories.newestFirst(folder.export()).isEmpty()) {
      try (Recommender recommender = loader.apply(folder.export())) {
        export = recommender.description();
        near = NearItems.ofPopular(recommender);
      }
    }
    return new Inspection(
        String.valueOf(folder.root()),
        config.training().modelName(),
        Catalogue.read(folder.catalogue()).size(),
        config.training().settings(),
        Files.exists(folder.result()) ? RunResult.read(folder.result()) : null,
        entries.isEmpty() ? null : entries.get(entries.size() - 1),
        Files.exists(folder.codes()) ? CodeFacts.of(CodesFile.read(folder.codes())) : null,
        Files.exists(folder.transitions())
            ? MemoryFacts.of(folder.mappedTransitions(), blend(folder))
            : null,
        export,
        near);
  }

  private static @Nullable MemoryBlend blend(RunFolder folder) throws IOException {
    return Files.exists(folder.blend()) ? FittedBlend.read(folder.blend()).blend() : null;
  }

  private static Inspection ofExport(Recommender recommender) {
    ExportDescription description = recommender.description();
    TransitionMemory memory = recommender.countedMemory();
    return new Inspection(
        String.valueOf(recommender.directory()),
        description.model(),
        description.items(),
        Map.of(),
        null,
        null,
        SearchingRecommender.canSearch(recommender) ? codes(recommender) : null,
        memory == null ? null : MemoryFacts.of(memory.transitions(), memory.blend()),
        description,
        NearItems.ofPopular(recommender));
  }

  /** The codes of an export, with rows for padding and mask. */
  private static CodeFacts codes(Recommender recommender) {
    ItemCodes codes = SearchingRecommender.table(recommender).codes();
    int items = recommender.description().items();
    return CodeFacts.of(
        ItemCodes.generate(
            codes.shape(),
            items + Catalogue.SPECIAL_ROWS,
            (row, split) -> codes.subId(Math.min(row, items - 1), split)));
  }
}
