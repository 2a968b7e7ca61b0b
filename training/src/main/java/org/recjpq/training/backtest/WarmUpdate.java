package org.recjpq.training.backtest;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;

/**
 * Training goes on, from the weights and optimizer state of the window before, on everything that
 * has come until now.
 *
 * @param epochs at most; 0 for a fifth of those of the settings, rounded up
 */
@AutoService(UpdateWay.class)
public record WarmUpdate(int epochs) implements UpdateWay {
  private static final int PART = 5;

  /** A fifth of the epochs. */
  public WarmUpdate() {
    this(0);
  }

  /** Checks the number. */
  public WarmUpdate {
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs must not be negative, found " + epochs);
    }
  }

  @Override
  public String name() {
    return "warm-start";
  }

  @Override
  public Updated update(Window window, Path last, Path fresh)
      throws IOException, InterruptedException {
    TrainingConfig training = window.config().training();
    int planned = training.schedule().epochs();
    int most = epochs > 0 ? epochs : (planned + PART - 1) / PART;
    RunConfig config = window.config().withTraining(training.withEpochs(most));
    Holdout holdout = window.holdout();
    return Restored.trained(
        new Run(RunFolder.forNewRun(fresh), RunData.startingFrom(config, holdout, last)));
  }
}
