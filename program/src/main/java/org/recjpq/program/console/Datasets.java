package org.recjpq.program.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogReader;
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

  /** Reads a log and parts it. */
  public Holdout holdout(Path log, LogReader reader, HoldoutRule rule, long seed)
      throws IOException {
    return rule.apply(read(log, reader), seed);
  }

  /** Reads a log. */
  public Interactions read(Path log, LogReader reader) throws IOException {
    Interactions interactions = reader.read(log);
    Interactions.Reading reading = interactions.reading();
    LogStatistics statistics = LogStatistics.of(interactions);
    err.printf(
        Locale.ROOT,
        "%s: %s interactions of %s users with %s items; users with fewer than %d left out: %s"
            + " interactions, %s users, %s items stay.%n",
        log,
        Sizes.count(reading.rows()),
        Sizes.count(reading.users()),
        Sizes.count(reading.items()),
        reading.minUserInteractions(),
        Sizes.count(statistics.interactions()),
        Sizes.count(statistics.users()),
        Sizes.count(statistics.items()));
    if (reading.badRows() > 0) {
      err.printf(
          "%s: %s malformed rows passed over; they are in %s.%n",
          log, Sizes.count(reading.badRows()), reader.rejects());
    }
    if (statistics.tieShare() >= MANY_TIES) {
      err.printf(
          Locale.ROOT,
          "%s: %.1f %% of the interactions share their time with another one of the same user;"
              + " these keep the order of the log.%n",
          log,
          100 * statistics.tieShare());
    }
    err.flush();
    return interactions;
  }

  /** Reads the log of a run again, from {@code log}, and opens the run's codes. */
  public RunData reopen(RunFolder folder, RunConfig config, Path log) throws IOException {
    RunConfig.Data data = config.data();
    LogReader reader =
        new LogReader(
            data.format(),
            data.minUserInteractions(),
            data.maxBadRows(),
            folder.root().resolve("rejects.csv"));
    HoldoutRule rule = new LeaveOneOut(data.validationUsers());
    return RunData.of(folder, config, log, holdout(log, reader, rule, config.seed()));
  }
}
