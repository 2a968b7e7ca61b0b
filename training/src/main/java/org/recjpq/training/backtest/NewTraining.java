package org.recjpq.training.backtest;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;

/** A new model, with new codes, is trained from the start on everything that has come until now. */
@AutoService(UpdateWay.class)
public record NewTraining() implements UpdateWay {
  @Override
  public String name() {
    return "new-training";
  }

  @Override
  public Updated update(Window window, Path last, Path fresh)
      throws IOException, InterruptedException {
    Holdout holdout = window.holdout();
    RunConfig config = window.config().withFingerprint(holdout.fingerprint());
    return Restored.trained(new Run(RunFolder.forNewRun(fresh), RunData.prepare(config, holdout)));
  }
}
