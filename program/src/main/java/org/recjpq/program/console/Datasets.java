package org.recjpq.program.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;

/** Reads logs and tells the user what is in them. */
public final class Datasets {
  /** From this share of ties on the order within a user says little. */
  private static final double MANY_TIES = 0.1;

  private final PrintWriter err;

  public Datasets(PrintWriter err) {
    this.err = err;
  }

  /** Reads a log and divides it. */
  public Holdout holdout(LogFile log, Filters filters, HoldoutRule rule, long seed)
      throws IOException {
    Holdout holdout = rule.apply(read(log, filters), seed);
    err.printf("%s: %s.%n", log.path(), holdout.counts());
    err.flush();
    return holdout;
  }

  /** Reads a log. */
  public Interactions read(LogFile log, Filters filters) throws IOException {
    Interactions interactions = log.read(filters);
    Interactions.Reading reading = interactions.reading();
    reading.lines().forEach(line -> err.printf("%s: %s.%n", log.path(), line));
    if (reading.badRows() > 0) {
      err.printf(
          "%s: %s malformed rows skipped; they are in %s.%n",
          log.path(), Sizes.count(reading.badRows()), log.rejects());
    }
    double tieShare = LogStatistics.of(interactions).tieShare();
    if (tieShare >= MANY_TIES) {
      err.printf(
          Locale.ROOT,
          "%s: %.1f %% of the interactions share their time with another one of the same user;"
              + " these keep the order of the log.%n",
          log.path(),
          100 * tieShare);
    }
    err.flush();
    return interactions;
  }

  /** Reads the log of a run again, from {@code log}, and opens the run's codes. */
  public RunData reopen(RunFolder folder, RunConfig config, Path log) throws IOException {
    RunConfig.Data data = config.data();
    Path rejects = folder.root().resolve("rejects.csv");
    LogFile source = new LogFile(log, data.format(), data.maxBadRows(), rejects);
    Filters filters = Filters.NONE.withMinUserInteractions(data.minUserInteractions());
    HoldoutRule rule = new LeaveOneOut(data.validationUsers());
    return RunData.of(folder, config, log, holdout(source, filters, rule, config.seed()));
  }
}
