package org.recjpq.training.backtest;

import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.training.runs.RunConfig;

/**
 * A span of time to test on.
 *
 * @param number from 0 on, where a model has just been trained
 * @param log the whole log, of which nothing from the end of the window on is used
 * @param config settings of a run that is trained on what comes before the window
 * @param cut where the window begins and ends
 */
public record Window(int number, Interactions log, RunConfig config, ByTime cut) {
  /** What comes before the window, for training, and the window, for the test. */
  public Holdout holdout() {
    return cut.apply(log, config.training().seed());
  }
}
