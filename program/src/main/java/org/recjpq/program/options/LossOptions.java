package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the training task and the loss. */
@Heading("Loss")
public final class LossOptions {
  @Sets("task")
  @Option(
      names = "--task",
      completionCandidates = PartName.Tasks.class,
      paramLabel = "TASK",
      description = "Training task: ${COMPLETION-CANDIDATES} (default: the model's own).")
  @Nullable String task;

  @Sets("loss")
  @Option(
      names = "--loss",
      completionCandidates = PartName.Losses.class,
      paramLabel = "LOSS",
      description = "Loss: ${COMPLETION-CANDIDATES} (default: the model's own).")
  @Nullable String loss;

  @Sets("loss.negatives.count")
  @Option(
      names = "--negatives",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description =
          "Random negative items per position, or per batch where the loss shares them (default: 1"
              + " for bce, 64 for gbce, 1024 for sampled-softmax).")
  @Nullable Integer negatives;

  @Sets("loss.calibration")
  @Option(
      names = "--calibration",
      converter = Numbers.Share.class,
      paramLabel = "T",
      description =
          "t of the gBCE loss, in [0, 1]: from plain binary cross-entropy to calibrated"
              + " probabilities (default 0.75).")
  @Nullable Double calibration;

  @Sets("distillation.teacher")
  @Option(
      names = "--teacher",
      paramLabel = "RUN",
      description =
          "Learn the scores of a trained run too, with the same log, filters, holdout and seed; for"
              + " sampled-softmax.")
  @Nullable String teacher;

  @Sets("distillation.weight")
  @Option(
      names = "--teacher-weight",
      paramLabel = "W",
      description = "How much the teacher counts, up to 1: above 0 (default 0.7).")
  @Nullable Double teacherWeight;
}
