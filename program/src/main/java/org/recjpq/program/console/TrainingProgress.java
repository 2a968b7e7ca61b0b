package org.recjpq.program.console;

import java.util.Locale;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.loop.TrainingStep;

/** The progress of a training that a person watches. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
  private final Progress progress;
  private double lastLoss = Double.NaN;
  private double bestScore;

  /**
   * Starts to show it.
   *
   * @param start where training begins or goes on
   * @param steps planned, if training is not stopped early
   */
  public TrainingProgress(TrainingState start, long steps) {
    this.progress = Progress.start("training", Math.min(start.step(), steps), steps);
    this.bestScore = start.bestScore();
  }

  @Override
  public void stepped(TrainingStep step) {
    lastLoss = step.loss();
    progress.update(step.step(), this::detail);
  }

  private String detail() {
    String score = bestScore < 0 ? "-" : String.format(Locale.ROOT, "%.4f", bestScore);
    return String.format(Locale.ROOT, "loss %.4f  best NDCG@10 %s", lastLoss, score);
  }

  @Override
  public void validated(TrainingState state, double meanLoss, Evaluation validation) {
    bestScore = state.bestScore();
    progress.note(
        String.format(
            Locale.ROOT,
            "epoch %d  step %,d  loss %.4f  validation NDCG@10 %.4f%s",
            state.epoch(),
            state.step(),
            meanLoss,
            validation.overall().ndcg10(),
            state.evaluationsSinceBest() == 0 ? "  best so far" : ""));
  }

  @Override
  public void close() {
    progress.close();
  }
}
