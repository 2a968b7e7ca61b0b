package org.recjpq.training.backtest;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;

/**
 * As {@link WarmUpdate}, but the codes of all items are assigned anew first, with sub-embeddings
 * that carry over what the run before has learned.
 *
 * @param epochs at most; 0 for a fifth of those of the settings, rounded up
 */
@AutoService(UpdateWay.class)
public record ReassignUpdate(int epochs) implements UpdateWay {
  /** A fifth of the epochs. */
  public ReassignUpdate() {
    this(0);
  }

  /** Checks the number. */
  public ReassignUpdate {
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs must not be negative, found " + epochs);
    }
  }

  @Override
  public String name() {
    return "reassign";
  }

  @Override
  public Updated update(Window window, Path last, Path fresh)
      throws IOException, InterruptedException {
    return Restored.trained(
        new Run(
            RunFolder.forNewRun(fresh),
            RunData.reassigned(
                WarmUpdate.shorter(window.config(), epochs), window.holdout(), last)));
  }
}
