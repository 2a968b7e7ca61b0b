package org.recjpq.training.backtest;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;

/**
 * New items get codes, and the memory of transitions grows, without training; see {@link
 * org.recjpq.training.runs.Extension}.
 */
@AutoService(UpdateWay.class)
public record ExtendUpdate() implements UpdateWay {
  @Override
  public String name() {
    return "extend";
  }

  @Override
  public Updated update(Window window, Path last, Path fresh) throws IOException {
    RunData data = RunData.extended(window.config(), window.holdout(), last);
    return new Updated(Restored.best(new Run(RunFolder.open(last), data)), 0);
  }
}
