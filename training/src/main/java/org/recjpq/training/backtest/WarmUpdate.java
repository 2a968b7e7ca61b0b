package org.recjpq.training.backtest;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
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
    RunConfig config = shorter(window.config(), epochs);
    return Restored.trained(
        new Run(RunFolder.forNewRun(fresh), RunData.startingFrom(config, window.holdout(), last)));
  }

  /** A configuration with fewer epochs: so many, or a fifth if that is 0. */
  static RunConfig shorter(RunConfig config, int epochs) {
    TrainingConfig training = config.training();
    int planned = training.schedule().epochs();
    return config.withTraining(
        training.withEpochs(epochs > 0 ? epochs : (planned + PART - 1) / PART));
  }
}
