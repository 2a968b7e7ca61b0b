package org.recjpq.program.commands;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.recjpq.program.studies.StudyPoint;
import org.recjpq.program.studies.StudyRunner;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.Sizes;

/** Says what happens in a study: a line for each event. */
final class StudyLines implements StudyRunner.Watcher {
  private final PrintWriter err;
  private final int points;

  StudyLines(PrintWriter err, int points) {
    this.err = err;
    this.points = points;
  }

  @Override
  public void started(StudyPoint point, boolean resumed) {
    print("%s %s", resumed ? "Resuming" : "Training", point.name());
  }

  @Override
  public void finished(StudyPoint point, RunResult result, int ended, Duration remaining) {
    Map.Entry<String, Double> first =
        result.test().overall().metrics().entrySet().iterator().next();
    print(
        "%d of %d: %s has %s %.4f after %,d steps in %s%s",
        ended,
        points,
        point.name(),
        first.getKey(),
        first.getValue(),
        result.steps(),
        Sizes.time(Duration.ofMillis((long) (1000 * result.trainingSeconds()))),
        ended == points || remaining.isZero() ? "" : "; about " + Sizes.time(remaining) + " left");
  }

  @Override
  public void paused(StudyPoint point, int ended) {
    print("%s has come as far as was asked for now", point.name());
  }

  @Override
  public void failed(StudyPoint point, String why, int ended) {
    print("%d of %d: %s failed: %s", ended, points, point.name(), why);
  }

  private void print(String format, Object... arguments) {
    err.println(String.format(Locale.ROOT, format, arguments));
    err.flush();
  }
}
