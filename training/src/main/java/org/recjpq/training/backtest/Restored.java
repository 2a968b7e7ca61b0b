package org.recjpq.training.backtest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.runs.Run;

/** Runs with their best weights in memory. */
final class Restored {
  private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(5);

  private Restored() {}

  /** Restores the best weights, or closes the run if there are none. */
  static Run best(Run run) {
    try {
      run.restoreBest();
      return run;
    } catch (RuntimeException unreadable) {
      run.close();
      throw unreadable;
    }
  }

  /** Trains a run from its start to its end. */
  static UpdateWay.Updated trained(Run run) throws IOException, InterruptedException {
    try {
      run.begin();
      TrainingState end = run.train(run.restoreNewest(), CHECKPOINT_EVERY, () -> false, List.of());
      run.restoreBest();
      return new UpdateWay.Updated(run, end.step());
    } catch (IOException | InterruptedException | RuntimeException failure) {
      run.close();
      throw failure;
    }
  }
}
