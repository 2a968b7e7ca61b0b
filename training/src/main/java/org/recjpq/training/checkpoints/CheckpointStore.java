package org.recjpq.training.checkpoints;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * The checkpoints of one run: {@code step-N/} with the weights, {@code state.json} and {@code
 * manifest.json}.
 *
 * <p>A checkpoint is written next to its final location and moved there when it is complete; only
 * then are others removed. The newest {@value #NEWEST_KEPT} and the best are kept. Reading is safe
 * while another process saves.
 */
public final class CheckpointStore {
  /** How many of the newest checkpoints are kept. */
  public static final int NEWEST_KEPT = 3;

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final String STATE = "state.json";
  private static final String STEP = "step-";
  private static final String LOSSES = "losses";

  private final Path directory;
  private final Consumer<String> warnings;

  /** Opens {@code directory}, usually {@code <run>/checkpoints}; it need not exist yet. */
  public CheckpointStore(Path directory) {
    this(directory, LOG::warn);
  }

  CheckpointStore(Path directory, Consumer<String> warnings) {
    this.directory = directory;
    this.warnings = warnings;
  }

  /**
   * Saves the checkpoint of {@code state.step()}, then removes those that are no longer needed:
   * older than the newest three and not the best, of a later step (the run was resumed before it),
   * or half written by a killed process. One of the same step is replaced.
   *
   * @throws DataException if writing fails, for instance because the disk is full; earlier
   *     checkpoints are then intact
   */
  public void save(TrainingState state, WeightsWriter weights) {
    try {
      sweepUnfinished();
      Path target = path(state.step());
      AtomicFiles.makeDirectory(target, unfinished -> fill(unfinished, state, weights, target));
      for (long step : steps()) {
        if (!stays(step, state)) {
          discard(path(step));
        }
      }
    } catch (IOException | TensorFlowException failure) {
      throw new DataException(
          "%s: expected to save a checkpoint at step %d, found: %s; earlier checkpoints are intact:"
                  .formatted(directory, state.step(), oneLine(failure))
              + " free space on that disk, then resume the run",
          failure);
    }
  }

  /**
   * Removes the older checkpoints that {@link #save} would have removed, had it not been killed
   * when the newest one was in place.
   *
   * @param newest the state of the newest undamaged checkpoint
   * @throws DataException if one cannot be removed
   */
  public void removeOlder(TrainingState newest) {
    try {
      for (long step : steps()) {
        if (step < newest.step() && !stays(step, newest)) {
          discard(path(step));
        }
      }
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to remove old checkpoints, found: %s; check its permissions"
              .formatted(directory, oneLine(failure)),
          failure);
    }
  }

  /**
   * The newest undamaged checkpoint, or empty if there is none. A warning for each newer one says
   * what is wrong with it.
   *
   * @throws DataException if the directory cannot be listed
   */
  public Optional<Checkpoint> newestReadable() {
    unfinished(STEP)
        .forEach(path -> warnings.accept(path + ": never completed, so it is not used"));
    return steps().stream().flatMap(step -> readable(step).stream()).findFirst();
  }

  /**
   * The checkpoint with the best validation score: the one that the newest readable checkpoint
   * refers to. If there was no validation yet, the newest readable one.
   *
   * @throws DataException if the directory cannot be listed, or the best checkpoint is damaged
   */
  public Optional<Checkpoint> best() {
    Optional<Checkpoint> newest = newestReadable();
    long best = newest.map(found -> found.state().bestStep()).orElse(TrainingState.NO_STEP);
    return best == TrainingState.NO_STEP ? newest : Optional.of(intact(best));
  }

  /**
   * The checkpoint with the {@link #best} validation score.
   *
   * @throws DataException if there is none, or it is damaged
   */
  public Checkpoint requireBest() {
    return best().orElseThrow(this::noneFound);
  }

  /**
   * The {@link #newestReadable} checkpoint.
   *
   * @throws DataException if there is none
   */
  public Checkpoint requireNewest() {
    return newestReadable().orElseThrow(this::noneFound);
  }

  private DataException noneFound() {
    return new DataException(
        directory + ": expected an intact checkpoint, found none; train the model first");
  }

  private Checkpoint intact(long step) {
    return readable(step)
        .orElseThrow(
            () ->
                new DataException(
                    path(step)
                        + ": expected the checkpoint with the best weights, found a damaged one;"
                        + " restore it, or ask for the newest weights instead"));
  }

  private void fill(Path unfinished, TrainingState state, WeightsWriter weights, Path target)
      throws IOException {
    weights.write(unfinished.resolve(Checkpoint.WEIGHTS));
    Json.write(unfinished.resolve(STATE), state);
    Manifest.write(unfinished);
    if (Files.exists(target)) {
      discard(target);
    }
  }

  private boolean stays(long step, TrainingState newest) {
    long newer = steps().stream().filter(s -> s > step && s <= newest.step()).count();
    return step <= newest.step() && (newer < NEWEST_KEPT || step == newest.bestStep());
  }

  /** The checkpoint of {@code step}; if it is damaged, logs a warning and returns nothing. */
  private Optional<Checkpoint> readable(long step) {
    Path path = path(step);
    Optional<String> damage = Manifest.damage(path);
    if (damage.isEmpty()) {
      try {
        return Optional.of(new Checkpoint(path, state(path.resolve(STATE))));
      } catch (IOException | DataException unreadable) {
        damage = Optional.of(STATE + ": expected the state of a run, found other content");
      }
    }
    warnings.accept("%s: damaged checkpoint, so it is not used; %s".formatted(path, damage.get()));
    return Optional.empty();
  }

  /** States of version 0.1.0 do not have the losses since the last validation. */
  private static TrainingState state(Path file) throws IOException {
    ObjectNode tree =
        Json.read(file, ObjectNode.class, "the state of a run", "use another checkpoint");
    if (!tree.has(LOSSES)) {
      tree.set(LOSSES, Json.tree(LossMean.NONE));
    }
    return Json.of(tree, TrainingState.class);
  }

  /** The steps of all checkpoints, intact or damaged, newest first. */
  private List<Long> steps() {
    return names().stream()
        .filter(name -> name.matches(STEP + "\\d{1,18}"))
        .map(name -> Long.parseLong(name.substring(STEP.length())))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<Path> unfinished(String start) {
    return names().stream()
        .filter(name -> name.startsWith(AtomicFiles.TEMPORARY_PREFIX + start))
        .map(directory::resolve)
        .toList();
  }

  private void sweepUnfinished() throws IOException {
    for (Path path : unfinished("")) {
      AtomicFiles.deleteRecursively(path);
    }
  }

  /** Removes a checkpoint such that a kill cannot leave half of it under its name. */
  private void discard(Path checkpoint) throws IOException {
    String name = AtomicFiles.TEMPORARY_PREFIX + "discarded-" + checkpoint.getFileName();
    AtomicFiles.deleteRecursively(Files.move(checkpoint, directory.resolve(name)));
  }

  private List<String> names() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected a directory of checkpoints, found: %s; check its permissions"
              .formatted(directory, oneLine(failure)),
          failure);
    }
  }

  private Path path(long step) {
    return directory.resolve(STEP + step);
  }

  private static String oneLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
