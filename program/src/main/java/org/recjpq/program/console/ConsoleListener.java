package org.recjpq.program.console;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.loop.TrainingStep;

/** Shows a training on the console while it runs: first the data, then its progress. */
public final class ConsoleListener implements TrainingListener, AutoCloseable {
  private final PrintWriter err;
  private @Nullable Progress progress;
  private double lastLoss = Double.NaN;
  private String metric = "";
  private boolean hasValidation;
  private String bestScore = "-";

  /**
   * Creates a listener that shows nothing yet.
   *
   * @param err where the data is described; progress goes to standard error
   */
  public ConsoleListener(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void read(@Nullable InteractionSource source, Interactions log) {
    DataText.print(source, log, err);
  }

  @Override
  public void heldOut(Holdout holdout) {
    DataText.print(holdout, err);
  }

  @Override
  public void assigning(TrainingConfig config) {
    CodeAssigner codes = config.model().items().codes();
    if (codes != null) {
      err.printf("Assigning %s codes ...%n", codes.name());
      err.flush();
    }
  }

  @Override
  public void started(TrainingConfig config, TrainingState start, long plannedSteps) {
    progress = Progress.start("training", Math.min(start.step(), plannedSteps), plannedSteps);
    metric = config.evaluation().stopping().key();
    hasValidation = config.holdout().hasValidation();
    showBest(start);
  }

  private void showBest(TrainingState state) {
    if (state.hasScore()) {
      bestScore = String.format(Locale.ROOT, "%.4f", state.bestScore());
    }
  }

  @Override
  public void stepped(TrainingStep step) {
    lastLoss = step.loss();
    if (progress != null) {
      progress.update(step.step(), this::detail);
    }
  }

  private String detail() {
    return String.format(Locale.ROOT, "loss %.4f%s", lastLoss, best());
  }

  private String best() {
    return hasValidation ? "  best %s %s".formatted(metric, bestScore) : "";
  }

  @Override
  public void validated(TrainingState state, double meanLoss, Evaluation validation) {
    showBest(state);
    if (progress != null) {
      progress.note(
          String.format(
              Locale.ROOT,
              "epoch %d  step %,d  mean loss since the last line %.4f  validation %s %.4f%s",
              state.epoch(),
              state.step(),
              meanLoss,
              metric,
              validation.score(),
              state.evaluationsSinceBest() == 0 ? "  best so far" : ""));
    }
  }

  @Override
  public void waits(String reason) {
    close();
    err.printf("Training waits: %s.%n", reason);
    err.flush();
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
