package org.recjpq.program.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.Sizes;

/** Describes a log in a few lines. */
public final class DataText {
  /** With at least this share of ties the order within a user says little. */
  private static final double MANY_TIES = 0.1;

  private DataText() {}

  /** Reads interactions and describes them. */
  public static Interactions read(InteractionSource source, Filters filters, PrintWriter err)
      throws IOException {
    Interactions log = source.read(filters);
    print(source, log, err);
    return log;
  }

  /** Reads interactions, holds some of them out, and describes both. */
  public static Holdout holdout(InteractionSource source, TrainingConfig config, PrintWriter err)
      throws IOException {
    Interactions log = config.memory().withTimes(read(source, config.filters(), err));
    Holdout holdout = config.holdout().apply(log, config.seed());
    print(holdout, err);
    return holdout;
  }

  /**
   * Describes interactions.
   *
   * @param source where they come from, or null if they were in memory
   */
  public static void print(@Nullable InteractionSource source, Interactions log, PrintWriter err) {
    String name = source == null ? "interactions in memory" : source.description();
    log.reading().lines().forEach(line -> err.printf("%s: %s.%n", name, line));
    if (log.reading().badRows() > 0) {
      err.printf(
          "%s: %s malformed rows skipped%s.%n",
          name,
          Sizes.count(log.reading().badRows()),
          source instanceof LogFile file && file.rejects() != null
              ? "; they are in " + file.rejects()
              : "");
    }
    LogStatistics statistics = LogStatistics.of(log);
    if (statistics.tieShare() >= MANY_TIES) {
      err.printf(
          Locale.ROOT,
          "%s: %.1f %% of the interactions share their time with another one of the same user;"
              + " these keep the order of the log.%n",
          name,
          100 * statistics.tieShare());
    }
    err.flush();
  }

  /** Describes what was held out. */
  public static void print(Holdout holdout, PrintWriter err) {
    err.printf("Holdout: %s.%n", holdout.counts());
    err.flush();
  }
}
