package org.recjpq.training.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.Teacher;
import org.recjpq.training.checkpoints.Checkpoint;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.config.Distillation;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingSession;

/**
 * The run that another one learns from. A copy of its configuration, codes and best weights lies in
 * the folder of the run that learns, so that this can be resumed without the other.
 */
final class RunTeacher {
  private final RunFolder kept;
  private final boolean copied;
  private final RunFolder from;
  private final Distillation settings;

  private RunTeacher(RunFolder kept, Distillation settings) {
    this.kept = kept;
    this.copied = kept.isRun();
    this.from = copied ? kept : RunFolder.open(Path.of(settings.teacher()));
    this.settings = settings;
  }

  /** The teacher of a run, or null if it has none. */
  static @Nullable RunTeacher of(RunFolder folder, TrainingConfig config) {
    Distillation settings = config.distillation();
    return settings == null ? null : new RunTeacher(folder.teacher(), settings);
  }

  /**
   * Reads the teacher.
   *
   * @throws DataException if it is not trained, was trained on other data, or cannot read the
   *     batches of the run that learns
   */
  Teacher read(RunData learner) {
    try {
      RunConfig config = RunConfig.read(from.config());
      requireSameData(config, learner.config());
      requireSameBatches(config.training().model(), learner.config().training().model());
      ItemCodes codes = Files.exists(from.codes()) ? CodesFile.read(from.codes()) : null;
      return new Teacher(
          config.training().model(),
          codes,
          TrainedWeights.read(
              config.training(), codes, learner.items(), best(), TrainingSession::weights),
          settings.weight(),
          settings.temperature());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Checkpoint best() {
    CheckpointStore checkpoints = new CheckpointStore(from.checkpoints());
    return copied ? checkpoints.requireNewest() : checkpoints.requireBest();
  }

  private void requireSameData(RunConfig teacher, RunConfig learner) {
    if (!teacher.fingerprint().equals(learner.fingerprint())) {
      throw new DataException(
          ("%s: expected a teacher that was trained on the same interactions, with the same users"
                  + " for validation, found other data; train one with the same log, filters,"
                  + " holdout and seed, or set distillation to null")
              .formatted(from.root()));
    }
  }

  private void requireSameBatches(ModelConfig teacher, ModelConfig learner) {
    boolean readable =
        teacher.encoder().predictsAtMask() == learner.encoder().predictsAtMask()
            && !teacher.encoder().unrolled()
            && !learner.encoder().unrolled()
            && teacher.maxLength() >= learner.maxLength();
    if (!readable) {
      throw new DataException(
          ("%s: expected a teacher with a Transformer that learns the same task as %s, of at least"
                  + " %d items, found %s of %d; choose another teacher")
              .formatted(
                  from.root(),
                  learner.encoder().name(),
                  learner.maxLength(),
                  teacher.encoder().name(),
                  teacher.maxLength()));
    }
  }

  /** Copies the teacher into the folder of the run that learns; its configuration comes last. */
  void copy() throws IOException {
    if (copied) {
      return;
    }
    Checkpoint best = best();
    Path target = kept.checkpoints().resolve(String.valueOf(best.directory().getFileName()));
    if (!Files.exists(target)) {
      Files.createDirectories(kept.checkpoints());
      AtomicFiles.makeDirectory(target, best::copyTo);
    }
    if (Files.exists(from.codes())) {
      copy(from.codes(), kept.codes());
    }
    copy(from.config(), kept.config());
  }

  private static void copy(Path source, Path target) throws IOException {
    AtomicFiles.makeFile(target, unfinished -> Files.copy(source, unfinished));
  }
}
