package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.checkpoints.Checkpoint;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.config.TrainingConfig;

/**
 * The trained run whose best weights and optimizer state another run starts from. A copy of the
 * checkpoint lies in the new run's folder, so that it can be resumed without the old one.
 *
 * @param run folder of the trained run, for information
 * @param configuration hash of its configuration
 * @param step of its checkpoint
 * @param stepsBefore steps of training up to there, those of the run that it started from itself
 *     included: the optimizer and dropout go on counting from there
 * @param items what becomes of what it has learned about items
 */
public record WarmStart(
    String run, String configuration, long step, long stepsBefore, Items items) {
  /** What a run begins with that starts from another. */
  public enum Items {
    /** The same codes. */
    KEPT,
    /** Codes assigned anew, with sub-embeddings that carry over what was learned. */
    REASSIGNED,
    /** Codes in the place of a full table; the optimizer starts anew. */
    COMPRESSED
  }

  private static final String MODEL = "model.";
  private static final String ITEMS = "model.items";
  private static final String DROPOUT = "model.dropout";
  private static final String OPTIMIZER = "optimization.optimizer.type";
  private static final String AVERAGE = "optimization.averageDecay";

  /** Checks the steps. */
  public WarmStart {
    if (step < 0 || stepsBefore < step) {
      throw new IllegalArgumentException(
          "expected a step of at least 0 and as many steps before, found %d and %d"
              .formatted(step, stepsBefore));
    }
  }

  /**
   * A start from the best weights of a run.
   *
   * @throws DataException if it has no intact checkpoint
   */
  static WarmStart of(RunFolder from, RunConfig config, Items items) {
    long step = new CheckpointStore(from.checkpoints()).requireBest().state().step();
    WarmStart earlier = config.start();
    return new WarmStart(
        from.root().toAbsolutePath().normalize().toString(),
        config.hash(),
        step,
        step + (earlier == null ? 0 : earlier.stepsToCount()),
        items);
  }

  /** Steps that the optimizer and dropout count on from. */
  long stepsToCount() {
    return items == Items.COMPRESSED ? 0 : stepsBefore;
  }

  /**
   * Checks that a model can go on with the weights and the optimizer state of another.
   *
   * @throws DataException naming the first setting that differs and must not
   */
  static void requireSameModel(Path from, TrainingConfig trained, TrainingConfig asked) {
    requireSame(from, trained, asked, setting -> true);
  }

  /** The same where only the items may be represented in another way. */
  static void requireSameEncoder(Path from, TrainingConfig trained, TrainingConfig asked) {
    requireSame(from, trained, asked, setting -> !setting.startsWith(ITEMS));
  }

  private static void requireSame(
      Path from, TrainingConfig trained, TrainingConfig asked, Predicate<String> compared) {
    Optional<String> different =
        asked.differences(trained).entrySet().stream()
            .filter(setting -> compared.test(setting.getKey()))
            .filter(setting -> decidesTheWeights(setting.getKey(), trained, asked))
            .map(setting -> setting.getKey() + " " + setting.getValue())
            .findFirst();
    if (different.isPresent()) {
      throw new DataException(
          ("%s: expected to start from a run with the same model and optimizer, found that"
                  + " %s; leave that setting out, or train without starting from a run")
              .formatted(from, different.get()));
    }
  }

  private static boolean decidesTheWeights(
      String path, TrainingConfig trained, TrainingConfig asked) {
    boolean averages =
        (trained.optimization().averageDecay() > 0) != (asked.optimization().averageDecay() > 0);
    return path.startsWith(MODEL) && !path.equals(DROPOUT)
        || path.equals(OPTIMIZER)
        || path.equals(AVERAGE) && averages;
  }

  /** Copies the checkpoint into the folder of the new run. */
  void copyTo(RunFolder folder) throws IOException {
    if (items == Items.COMPRESSED) {
      return; // the new run has first values of all parameters
    }
    Checkpoint best = new CheckpointStore(new RunFolder(Path.of(run)).checkpoints()).requireBest();
    if (best.state().step() != step) {
      throw new DataException(
          "%s: expected its best checkpoint at step %d, found it at step %d; begin again"
              .formatted(run, step, best.state().step()));
    }
    Path target = folder.start().resolve(String.valueOf(best.directory().getFileName()));
    if (!Files.exists(target)) {
      Files.createDirectories(folder.start());
      AtomicFiles.makeDirectory(target, best::copyTo);
    }
  }

  /**
   * The copied checkpoint.
   *
   * @throws DataException if it is not there or damaged
   */
  static Checkpoint of(RunFolder folder) {
    return new CheckpointStore(folder.start())
        .newestReadable()
        .orElseThrow(
            () ->
                new DataException(
                    folder.start()
                        + ": expected the weights that the run started from, found none; restore"
                        + " them or train again"));
  }
}
