package org.recjpq.training.runs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.training.config.TrainingConfig;

/**
 * A span of time that a trained run is tested on, whatever was held out of its training: each
 * interaction in it is a target, with all before it as history. Items that the run does not know
 * are left out of histories, and are misses as targets.
 *
 * @param from see {@link org.recjpq.assignment.logs.LogTime}
 * @param until its end, or null for that of the log
 */
public record LaterPeriod(String from, @Nullable String until) {
  /**
   * Opens a run with the cases of this period, to be closed by the caller; the weights are those
   * before training until some are restored.
   *
   * @param source a log with the period
   * @throws DataException if the log has no times, or nothing in the period
   */
  public Run open(RunFolder folder, InteractionSource source) throws IOException {
    RunConfig run = RunConfig.read(folder.config());
    ByTime rule = new ByTime(from, null, until, true, 0);
    TrainingConfig training = run.training().withHoldout(rule);
    Interactions log = training.memory().withTimes(source.read(training.filters()));
    Holdout holdout = rule.over(Catalogue.read(folder.catalogue()), log);
    return new Run(folder, RunData.asTrained(folder, run.withTraining(training), holdout));
  }
}
