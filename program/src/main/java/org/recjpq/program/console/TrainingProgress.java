package org.recjpq.program.console;

import java.util.Locale;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.loop.TrainingStep;

/** The progress of a training that a person watches. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
  private final Progress progress;
  private final String metric;
  private double lastLoss = Double.NaN;
  private String bestScore = "-";

  /**
   * Starts to show it.
   *
   * @param start where training begins or goes on
   * @param steps planned, if training is not stopped early
   * @param metric the key of the one by which training stops
   */
  public TrainingProgress(TrainingState start, long steps, String metric) {
    this.metric = metric;
    this.progress = Progress.start("training", Math.min(start.step(), steps), steps);
    showBest(start);
  }

  @Override
  public void stepped(TrainingStep step) {
    lastLoss = step.loss();
    progress.update(step.step(), this::detail);
  }

  private String detail() {
    return String.format(Locale.ROOT, "loss %.4f  best %s %s", lastLoss, metric, bestScore);
  }

  private void showBest(TrainingState state) {
    if (state.bestStep() != TrainingState.NO_STEP) {
      bestScore = String.format(Locale.ROOT, "%.4f", state.bestScore());
    }
  }

  @Override
  public void validated(TrainingState state, double meanLoss, Evaluation validation) {
    showBest(state);
    progress.note(
        String.format(
            Locale.ROOT,
            "epoch %d  step %,d  loss %.4f  validation %s %.4f%s",
            state.epoch(),
            state.step(),
            meanLoss,
            metric,
            validation.score(),
            state.evaluationsSinceBest() == 0 ? "  best so far" : ""));
  }

  @Override
  public void close() {
    progress.close();
  }
}
