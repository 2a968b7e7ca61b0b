package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.EvaluationCases;

/**
 * Everything that the model of a run is made from.
 *
 * @param config the resolved configuration
 * @param holdout the sequences that {@code config} describes
 * @param prepared item codes of N + 2 rows unless the item table is full, and first values
 * @param grown whether there is more in them than the model was trained with: then its memory of
 *     transitions is that of these data, and not that of the run's folder
 */
public record RunData(RunConfig config, Holdout holdout, PreparedItems prepared, boolean grown) {
  /**
   * Checks that there are at least two items.
   *
   * @throws DataException if the catalogue has fewer than two items
   */
  public RunData {
    if (holdout.catalogue().size() < 2) {
      throw new DataException(
          ("training sequences: expected at least two distinct items, found %d; use a larger log or"
                      + " a")
                  .formatted(holdout.catalogue().size())
              + " smaller filters.minUserInteractions");
    }
  }

  /**
   * Prepares the items of a new run: assigns their codes, and computes the first values of
   * parameters that do not start at random.
   *
   * @param config the resolved configuration
   * @param holdout the sequences that it describes
   */
  public static RunData prepare(RunConfig config, Holdout holdout) {
    PreparedItems prepared = config.training().model().items().prepare(input(config, holdout));
    return new RunData(config, holdout, prepared, false);
  }

  /**
   * The same with codes that were assigned before, by the settings of {@code config}.
   *
   * @param codes of N + 2 rows
   */
  public static RunData prepare(RunConfig config, Holdout holdout, ItemCodes codes) {
    PreparedItems prepared =
        config.training().model().items().prepare(input(config, holdout), AssignedCodes.of(codes));
    return new RunData(config, holdout, prepared, false);
  }

  private static AssignmentInput input(RunConfig config, Holdout holdout) {
    TrainingConfig training = config.training();
    return new AssignmentInput(
        holdout.train(), holdout.catalogue(), training.model().dimension(), training.seed());
  }

  /** Item codes of N + 2 rows, or null if the item table is full. */
  public @Nullable ItemCodes codes() {
    return prepared.codes();
  }

  /**
   * Writes catalogue, codes, first values and, last, the configuration into the folder of a new
   * run.
   *
   * @throws FileSystemException if a file cannot be written, and which
   * @throws DataException if the disk is full
   */
  public void write(RunFolder folder) throws IOException {
    try {
      holdout.catalogue().write(folder.catalogue());
      ItemCodes codes = codes();
      if (codes != null) {
        CodesFile.write(folder.codes(), codes);
      }
      if (!prepared.first().isEmpty()) {
        FirstValuesFile.write(folder.firstValues(), prepared.first());
      }
      config.write(folder.config());
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException failure) {
      throw new DataException(
          ("%s: expected to write the files of a new run, found: %s; free space or use another"
                  + " folder")
              .formatted(folder.root(), failure.getMessage()),
          failure);
    }
  }

  /** The same for a holdout whose fingerprint is not known yet. */
  public static RunData of(RunFolder folder, RunConfig config, String source, Holdout read)
      throws IOException {
    return of(folder, config, source, read, read.fingerprint());
  }

  /**
   * Completes the configuration of an existing run with its codes, its first values and the holdout
   * of its log.
   *
   * @param source where the interactions come from now, for messages
   * @param read the holdout, read again according to the configuration
   * @param fingerprint its fingerprint
   * @throws DataException if the log is not the one that the run was trained on, or the codes are
   *     damaged
   */
  public static RunData of(
      RunFolder folder, RunConfig config, String source, Holdout read, String fingerprint)
      throws IOException {
    Holdout holdout = config.start() == null ? read : inOrderOf(folder, read);
    String expected = config.fingerprint();
    String found = config.start() == null ? fingerprint : holdout.fingerprint();
    if (!expected.equals(found)) {
      throw new DataException(
          ("%s: expected the data that the run was trained on (fingerprint %s), found other data"
                      + " (%s);")
                  .formatted(source, shortened(expected), shortened(found))
              + (config.source() == null
                  ? " pass the original ones"
                  : " pass the original log as source.path"));
    }
    boolean hasCodes = config.training().model().items().codes() != null;
    return new RunData(
        config,
        holdout,
        new PreparedItems(
            hasCodes ? CodesFile.read(folder.codes()) : null,
            Files.exists(folder.firstValues())
                ? FirstValuesFile.read(folder.firstValues())
                : FirstValues.none()),
        false);
  }

  /** In the order of the run's catalogue, which begins with that of the run it started from. */
  private static Holdout inOrderOf(RunFolder folder, Holdout read) throws IOException {
    Catalogue catalogue = Catalogue.read(folder.catalogue());
    return catalogue.grownBy(read.catalogue()).size() == catalogue.size()
        ? read.renumbered(catalogue)
        : read;
  }

  /**
   * The data of a new run that starts from a trained one: its model must be the same, and its items
   * keep their codes. If that one has a full item table and the new one is to have codes, these are
   * made of the table.
   *
   * @param config of the new run, without a start
   * @param holdout that it describes
   * @param from folder of the trained run
   * @throws DataException if the model differs, has no item codes, or no checkpoint
   */
  public static RunData startingFrom(RunConfig config, Holdout holdout, Path from)
      throws IOException {
    RunFolder trained = RunFolder.open(from);
    RunConfig before = RunConfig.read(trained.config());
    if (CompressedTable.isAskedFor(before.training(), config.training())) {
      return CompressedTable.of(trained, before, config, holdout);
    }
    return GrownData.of(
            trained,
            starting(config, trained, WarmStart.Items.KEPT),
            holdout,
            Extension.Settings.DEFAULT.ways())
        .data()
        .ofNewRun();
  }

  /**
   * The same with codes that are assigned anew, and sub-embeddings that carry over what that run
   * has learned; see {@link org.recjpq.assignment.growth.CarriedParts}.
   */
  public static RunData reassigned(RunConfig config, Holdout holdout, Path from)
      throws IOException {
    RunFolder trained = RunFolder.open(from);
    return GrownData.reassigned(
            trained, starting(config, trained, WarmStart.Items.REASSIGNED), holdout)
        .data()
        .ofNewRun();
  }

  private static RunConfig starting(RunConfig config, RunFolder trained, WarmStart.Items items)
      throws IOException {
    RunConfig before = RunConfig.read(trained.config());
    WarmStart.requireSameModel(trained.root(), before.training(), config.training());
    return config.startingFrom(WarmStart.of(trained, before, items));
  }

  private RunData ofNewRun() {
    return new RunData(config, holdout, prepared, false);
  }

  /**
   * Other data for a trained run, over the catalogue and with the codes that it was trained with.
   *
   * @param config of the data, whose model is that of the run
   * @param holdout over the run's catalogue
   */
  public static RunData asTrained(RunFolder folder, RunConfig config, Holdout holdout)
      throws IOException {
    ItemCodes codes =
        config.training().model().items().codes() == null ? null : CodesFile.read(folder.codes());
    return new RunData(
        config.withFingerprint(holdout.fingerprint()), holdout, PreparedItems.of(codes), false);
  }

  /**
   * Other data for a trained run, whose catalogue they grow, without training; see {@link
   * Extension}.
   *
   * @param config of the data, whose model is that of the run
   * @param holdout of the data
   * @param trained folder of the run
   * @throws DataException if the model has no item codes, or no checkpoint
   */
  public static RunData extended(RunConfig config, Holdout holdout, Path trained)
      throws IOException {
    return GrownData.of(RunFolder.open(trained), config, holdout, Extension.Settings.DEFAULT.ways())
        .data();
  }

  private static String shortened(String fingerprint) {
    return fingerprint.substring(0, Math.min(12, fingerprint.length()));
  }

  /**
   * Every single setting by its path, and values derived for this catalogue, such as {@code
   * loss.beta}.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = config.training().settings();
    config
        .training()
        .loss()
        .create(items())
        .constants()
        .forEach(
            (name, value) ->
                settings.put("loss." + name, String.format(Locale.ROOT, "%.4g", value)));
    return settings;
  }

  /** The test cases of all users, or of a sample of them. */
  public EvaluationCases testCases() {
    return new EvaluationCases(holdout.test()).drawn(config.training().evaluation().testUsers());
  }

  /** N. */
  public int items() {
    return holdout.catalogue().size();
  }
}
