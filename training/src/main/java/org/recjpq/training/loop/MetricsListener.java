package org.recjpq.training.loop;

import org.jspecify.annotations.Nullable;
import org.recjpq.training.blending.BlendFigures;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;

/** Appends each validation to {@code metrics.jsonl}. */
public final class MetricsListener implements TrainingListener {
  private final MetricsLog metrics;
  private double lastLearningRate;
  private long mostTensorBytes;
  private @Nullable BlendFigures memory;

  /** Writes to {@code metrics}. */
  public MetricsListener(MetricsLog metrics) {
    this.metrics = metrics;
  }

  @Override
  public void stepped(TrainingStep step) {
    lastLearningRate = step.learningRate();
    if (step.tensorBytes() != TrainingStep.NOT_MEASURED) {
      mostTensorBytes = Math.max(mostTensorBytes, step.tensorBytes());
    }
  }

  @Override
  public void blended(TrainingState state, BlendFigures figures) {
    memory = figures;
  }

  @Override
  public void validated(TrainingState state, double meanLoss, Evaluation evaluation) {
    metrics.append(
        new MetricsEntry(
            state.step(),
            state.epoch(),
            meanLoss,
            lastLearningRate,
            evaluation.metricValues(),
            state.elapsedSeconds(),
            mostTensorBytes,
            memory));
  }
}
