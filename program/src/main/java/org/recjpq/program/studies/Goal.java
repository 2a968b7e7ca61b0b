package org.recjpq.program.studies;

import java.util.List;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;

/**
 * How far the points of a study are trained.
 *
 * @param steps training steps, after which there is a validation; 0 for the end
 */
record Goal(long steps) {
  /** All are trained to their end, tested and exported. */
  static final Goal END = new Goal(0);

  /** Whether a point has come this far. */
  boolean isReached(StudyFolder folder, StudyPoint point) {
    if (folder.isFinished(point)) {
      return true;
    }
    List<MetricsEntry> validations = new MetricsLog(folder.run(point).metrics()).entries();
    return steps > 0
        && !validations.isEmpty()
        && validations.get(validations.size() - 1).step() >= steps;
  }
}
