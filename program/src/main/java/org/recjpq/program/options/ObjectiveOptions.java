package org.recjpq.program.options;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.PopularNegatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.SampledSoftmax;
import org.recjpq.training.batches.TaskKind;
import org.recjpq.training.runs.ModelKind;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of what a model is asked in training and of its loss. */
public final class ObjectiveOptions extends OptionGroup {
  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "What training asks: ${COMPLETION-CANDIDATES} (default: the model's own).")
  private @Nullable TaskKind task;

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description = "${COMPLETION-CANDIDATES} (default: the model's own).")
  private @Nullable LossName loss;

  @Option(
      names = "--negatives",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description =
          "Random negative items a position, or a batch for SAMPLED_SOFTMAX (default: 1 for BCE, 64"
              + " for GBCE, 1024 for SAMPLED_SOFTMAX).")
  private @Nullable Integer negatives;

  @Option(
      names = "--calibration",
      converter = Numbers.Share.class,
      paramLabel = "T",
      description =
          "t of the gBCE loss, in [0, 1]: from plain binary cross-entropy to calibrated"
              + " probabilities (default 0.75).")
  private @Nullable Double calibration;

  /**
   * The task of a model.
   *
   * @throws ParameterException if it does not go with the encoder or the loss
   */
  public TaskKind task(ModelKind model) {
    TaskKind chosen = task == null ? model.task() : task;
    if (!model.tasks().contains(chosen)) {
      throw wrongUse(
          "--task: expected %s for %s, found %s"
              .formatted(
                  model.tasks().stream()
                      .map(TaskKind::toString)
                      .collect(Collectors.joining(" or ")),
                  model,
                  chosen));
    }
    LossSettings judge = chosen(model);
    if (chosen.hasSeveralPositives() && !judge.takesSeveralPositives()) {
      throw wrongUse(
          "--loss: expected one that takes several positives, as --task %s has them, found %s"
              .formatted(chosen, judge.name()));
    }
    return chosen;
  }

  /**
   * The loss of a model.
   *
   * @throws ParameterException if a given option has no effect on it
   */
  public LossSettings loss(ModelKind model) {
    LossSettings kind = chosen(model);
    boolean isCalibrated = kind instanceof BinaryCrossEntropy.Calibrated;
    requireEffect("--negatives", kind.negatives() != null, kind.name());
    requireEffect("--calibration", isCalibrated, kind.name());
    if (kind instanceof BinaryCrossEntropy.Calibrated defaults) {
      return new BinaryCrossEntropy.Calibrated(
          calibration == null ? defaults.calibration() : calibration,
          negatives == null ? defaults.negatives() : new UniformNegatives(negatives));
    }
    if (negatives == null) {
      return kind;
    }
    if (kind instanceof BinaryCrossEntropy.Plain) {
      return new BinaryCrossEntropy.Plain(new UniformNegatives(negatives));
    }
    return kind instanceof SampledSoftmax.Settings
        ? new SampledSoftmax.Settings(new PopularNegatives(negatives))
        : kind;
  }

  private LossSettings chosen(ModelKind model) {
    return loss == null ? model.loss() : loss.settings();
  }
}
