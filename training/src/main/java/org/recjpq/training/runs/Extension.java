package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.growth.ByCooccurrence;
import org.recjpq.assignment.growth.GrownCodes;
import org.recjpq.assignment.growth.ItemPlacement;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.savedmodels.export.Provenance.Section;
import org.recjpq.training.config.TrainingConfig;

/**
 * A trained run brought up to date without training: items that came since then get codes, the
 * popularity and the memory of transitions become those of the whole log, and the result is
 * exported as the next version. The weights stay, and so do the indexes, codes and scores of the
 * known items, as far as these come from the model and not from its memory.
 */
public final class Extension implements AutoCloseable {
  private final RunFolder folder;
  private final GrownData grown;
  private final RunModel model;
  private final RunExport export;

  /**
   * How a run is extended.
   *
   * @param ways how new items get their codes, in order; see {@link GrownCodes#assign}
   * @param halfLife of the memory's transitions; null for that of the run's configuration
   */
  public record Settings(List<ItemPlacement> ways, @Nullable String halfLife) {
    /** By co-occurrence, without another half-life. */
    public static final Settings DEFAULT = new Settings(List.of(new ByCooccurrence()), null);

    /** Copies the list. */
    public Settings {
      ways = List.copyOf(ways);
    }
  }

  private Extension(RunFolder folder, GrownData grown, RunModel model) {
    this.folder = folder;
    this.grown = grown;
    this.model = model;
    this.export = new RunExport(folder, model);
  }

  /**
   * Extends a run; writes nothing yet.
   *
   * @param folder of the run
   * @param source of the whole log: what the run was trained on, and what came since
   * @return to be closed by the caller
   * @throws DataException if the model has no item codes or no checkpoint, or the log cannot be
   *     read
   */
  public static Extension of(RunFolder folder, InteractionSource source, Settings settings)
      throws IOException {
    RunConfig run = RunConfig.read(folder.config());
    return of(folder, source.read(run.training().filters()), source, settings);
  }

  /**
   * The same for interactions that have been read and filtered.
   *
   * @param source where they come from, or null if they were only in memory
   */
  public static Extension of(
      RunFolder folder, Interactions log, @Nullable InteractionSource source, Settings settings)
      throws IOException {
    RunConfig run = RunConfig.read(folder.config());
    TrainingConfig training = run.training();
    if (settings.halfLife() != null) {
      training = training.with("memory.halfLife", settings.halfLife());
    }
    Holdout whole = Holdout.whole(training.memory().withTimes(log));
    RunConfig config =
        new RunConfig(
            run.version(), run.preset(), run.fingerprint(), source, run.start(), training);
    GrownData grown = GrownData.of(folder, config, whole, settings.ways());
    RunModel model = new RunModel(folder, grown.data());
    try {
      model.restoreBest();
    } catch (RuntimeException unreadable) {
      model.close();
      throw unreadable;
    }
    return new Extension(folder, grown, model);
  }

  /** Items that the model was trained with. */
  public int knownItems() {
    return grown.known();
  }

  /** Items that have come since. */
  public int newItems() {
    return grown.data().items() - grown.known();
  }

  /** How the new items got their codes, and how certain these are. */
  public List<GrownCodes.Way> ways() {
    return grown.ways();
  }

  /** The data that the run was extended to. */
  public RunData data() {
    return grown.data();
  }

  /** The transitions of the whole log; empty if the run has no memory. */
  public Optional<Transitions> transitions() {
    return model.memory().isPresent()
        ? Optional.of(model.memory().transitions())
        : Optional.empty();
  }

  /** Leaves items out of the export; see {@link Run#leaveOut}. */
  public int leaveOut(Set<String> ids) {
    return export.leaveOut(ids);
  }

  /**
   * Exports the grown model as the next version of the run, which appears only after it has been
   * loaded and compared with the model; then keeps the grown catalogue and its codes in the run's
   * folder, so that the next extension gives these items the same indexes.
   *
   * @param topK items to recommend per history
   * @return the directory of the version
   */
  public Path export(int topK) throws IOException {
    try (RunLock unused = RunLock.ofExport(folder)) {
      AtomicFiles.deleteUnfinished(folder.export());
      Path version = export.export(topK, List.of(section()));
      RunFolder extension = folder.extension();
      data().holdout().catalogue().write(extension.catalogue());
      ItemCodes codes = data().codes();
      if (codes != null) {
        CodesFile.write(extension.codes(), codes);
      }
      return version;
    }
  }

  private Section section() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "The model was trained with %,d items. %,d have come since and got codes without"
                + " training:%n%n",
            knownItems(),
            newItems()));
    for (GrownCodes.Way way : ways()) {
      text.append(
          String.format(
              Locale.ROOT,
              "* %s: %,d items, mean certainty %.2f%n",
              way.name(),
              way.items(),
              way.certainty()));
    }
    return new Section(
        "Extension",
        text + "\nIt was not tested in this form; the card of the version before has its test.\n");
  }

  @Override
  public void close() {
    model.close();
  }
}
