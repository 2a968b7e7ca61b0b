package org.recjpq.program.options;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.losses.LossConfig;
import org.recjpq.graph.losses.LossKind;
import org.recjpq.graph.losses.LossKind.Setting;
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
  private @Nullable LossKind loss;

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
    LossKind judge = loss == null ? model.loss() : loss;
    if (chosen.hasSeveralPositives() && !judge.takesSeveralPositives()) {
      throw wrongUse(
          "--loss: expected one that takes several positives, as --task %s has them, found %s"
              .formatted(chosen, judge));
    }
    return chosen;
  }

  /**
   * The loss of a model.
   *
   * @throws ParameterException if a given option has no effect on it
   */
  public LossConfig loss(ModelKind model) {
    LossKind kind = loss == null ? model.loss() : loss;
    for (Setting setting : Setting.values()) {
      requireEffect("--" + setting, kind.reads(setting), kind);
    }
    LossConfig defaults = kind.defaults();
    return new LossConfig(
        kind,
        negatives == null || !kind.reads(Setting.NEGATIVES) ? defaults.negatives() : negatives,
        calibration == null || !kind.reads(Setting.CALIBRATION)
            ? defaults.calibration()
            : calibration);
  }
}
