package org.recjpq.training.backtest;

import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.metrics.Coverage;

/** Makes {@link WindowResult}s. */
final class Results {
  private static final Coverage COVERAGE = new Coverage(10);

  private Results() {}

  /** What an update cost. */
  record Cost(double seconds, long steps, long bytes) {}

  static WindowResult of(
      Window window,
      String way,
      Grouping groups,
      Holdout tested,
      Evaluation evaluation,
      Cost cost) {
    ByTime cut = window.cut();
    return new WindowResult(
        window.number(),
        String.valueOf(cut.at()),
        cut.until() == null ? "the end" : cut.until(),
        way,
        groups.overall(tested, evaluation),
        groups.knownItems(tested, evaluation),
        groups.newItems(tested, evaluation),
        groups.knownUsers(tested, evaluation),
        groups.newUsers(tested, evaluation),
        groups.coldItems(),
        evaluation.hasLists() ? evaluation.of(COVERAGE) : 0,
        cost.seconds(),
        cost.steps(),
        cost.bytes());
  }

  /** The same by another name. */
  static WindowResult named(WindowResult result, String way) {
    return new WindowResult(
        result.window(),
        result.from(),
        result.until(),
        way,
        result.all(),
        result.knownItems(),
        result.newItems(),
        result.knownUsers(),
        result.newUsers(),
        result.coldItems(),
        result.coverage(),
        result.seconds(),
        result.steps(),
        result.bytes());
  }
}
