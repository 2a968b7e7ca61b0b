package org.recjpq.training.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;

/**
 * The folder of a training run, with all its files; nothing is written outside.
 *
 * @param root the folder itself
 */
public record RunFolder(Path root) {
  /**
   * A folder for a new run; it is created with the first file that the run writes.
   *
   * @throws DataException if there is already a run, or a file
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
    return folder;
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

  /** The report, a page with plots. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** SavedModels, one directory per version: the base path for TF Serving. */
  public Path export() {
    return root.resolve("export");
  }
}
