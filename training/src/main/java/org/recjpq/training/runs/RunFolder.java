package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.transitions.TransitionCountsFile;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.assignment.transitions.TransitionsFile;

/**
 * The folder of a training run, with all its files; nothing is written outside.
 *
 * @param root the folder itself
 */
public record RunFolder(Path root) {
  /** Files of file systems and of locks, which do not make a folder anything. */
  private static final Set<String> NO_CONTENT =
      Set.of(RunLock.TRAINING, RunLock.EXPORT, "lost+found", ".DS_Store");

  /**
   * A folder for a new run; it is created with the first file that the run writes.
   *
   * @throws DataException if there is already a run, or anything else
   */
  public static RunFolder forNewRun(Path root) {
    RunFolder folder = new RunFolder(root);
    if (Files.isRegularFile(root)) {
      throw new DataException(root + ": expected a folder or nothing, found a file; use another");
    }
    if (folder.isRun()) {
      throw new DataException(
          root + ": expected no run yet, found one; use another folder, or resume the run");
    }
    folder.requireNothing();
    return folder;
  }

  /** Accepts what a run leaves that was ended before it had a configuration, but nothing else. */
  private void requireNothing() {
    if (!Files.isDirectory(root)) {
      return;
    }
    boolean begun = Files.exists(root.resolve(RunLock.TRAINING));
    try (Stream<Path> entries = Files.list(root)) {
      entries
          .filter(entry -> !NO_CONTENT.contains(name(entry)))
          .filter(entry -> !(begun && isOfBeginning(entry)))
          .min(Comparator.comparing(RunFolder::name))
          .ifPresent(
              entry -> {
                throw new DataException(
                    ("%s: expected an empty folder or a run, found %s without config.json; use"
                            + " another folder")
                        .formatted(root, name(entry)));
              });
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected a folder that can be read, found: %s; check the permissions"
              .formatted(root, failure.getMessage()),
          failure);
    }
  }

  private boolean isOfBeginning(Path entry) {
    return entry.equals(catalogue())
        || entry.equals(codes())
        || entry.equals(start())
        || entry.equals(teacher().root())
        || name(entry).startsWith(AtomicFiles.TEMPORARY_PREFIX);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The first folder of this name, or of this name with a number, that does not exist yet. */
  public static Path free(Path parent, String name) {
    Path free = parent.resolve(name);
    for (int i = 2; Files.exists(free); i++) {
      free = parent.resolve(name + "-" + i);
    }
    return free;
  }

  /**
   * Opens the folder of a run that exists.
   *
   * @throws DataException if it holds no run
   */
  public static RunFolder open(Path root) {
    RunFolder folder = new RunFolder(root);
    if (!folder.isRun()) {
      throw new DataException(
          root + ": expected the folder of a run, found no config.json in it; check the path");
    }
    return folder;
  }

  /** Whether a run was started here: its configuration is the last file written before training. */
  public boolean isRun() {
    return Files.isRegularFile(config());
  }

  /** The whole configuration, as JSON. */
  public Path config() {
    return root.resolve("config.json");
  }

  /** Item ids in index order. */
  public Path catalogue() {
    return root.resolve("catalogue");
  }

  /** Item codes; absent if the model has a full item table. */
  public Path codes() {
    return root.resolve("codes");
  }

  /** The first values of parameters that do not start at random; absent if all do. */
  public Path firstValues() {
    return root.resolve("first-values");
  }

  /** The memory of transitions; absent if there is none. */
  public Path transitions() {
    return root.resolve("transitions");
  }

  /** How often its transitions were counted; absent in runs of versions that did not keep this. */
  public Path transitionCounts() {
    return root.resolve("transition-counts");
  }

  /**
   * The memory of transitions, with its counts if they were kept.
   *
   * @throws DataException if one of the files is damaged
   */
  public Transitions mappedTransitions() throws IOException {
    Transitions mapped = TransitionsFile.map(transitions());
    return Files.exists(transitionCounts())
        ? mapped.withCounts(TransitionCountsFile.map(transitionCounts(), mapped))
        : mapped;
  }

  /** How the memory is blended with the best weights; absent until they are tested or exported. */
  public Path blend() {
    return root.resolve("blend.json");
  }

  /** One directory per kept checkpoint. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** Files for TensorBoard: event files of the run as a whole, and vectors of items. */
  public Path tensorboard() {
    return root.resolve("tensorboard");
  }

  /** Event files of one part of the run: {@code train} or {@code validation}. */
  public Path tensorboard(String part) {
    return tensorboard().resolve(part);
  }

  /** One JSON object per evaluation, each on a line. */
  public Path metrics() {
    return root.resolve("metrics.jsonl");
  }

  /** The test results of the run; absent until it is finished. */
  public Path result() {
    return root.resolve("result.json");
  }

  /** The test of every user; absent until the run is finished, or evaluated. */
  public Path users() {
    return root.resolve("users.csv.gz");
  }

  /** The report, a page with plots. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** SavedModels, one directory per version: the base path for TF Serving. */
  public Path export() {
    return root.resolve("export");
  }

  /** The checkpoint that the run started from; absent if it started anew. */
  public Path start() {
    return root.resolve("start");
  }

  /** What is needed of the run that this one learns from; absent if there is none. */
  public RunFolder teacher() {
    return new RunFolder(root.resolve("teacher"));
  }

  /** Items that the run's catalogue has grown by since its training, and their codes. */
  public RunFolder extension() {
    return new RunFolder(root.resolve("extension"));
  }

  /** Deletes what a killed training left unfinished; to be called with the lock of trainings. */
  void deleteUnfinishedTraining() throws IOException {
    AtomicFiles.deleteUnfinished(checkpoints());
    AtomicFiles.deleteUnfinished(tensorboard());
    Files.deleteIfExists(root.resolve(AtomicFiles.TEMPORARY_PREFIX + metrics().getFileName()));
  }
}
