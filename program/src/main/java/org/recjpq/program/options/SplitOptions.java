package org.recjpq.program.options;

import java.io.IOException;
import java.io.PrintWriter;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.program.console.Datasets;
import picocli.CommandLine.Option;

/** Options that split a log as a training run of the same options does. */
public final class SplitOptions {
  @Option(
      names = "--validation-users",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description =
          "Users whose last two interactions are held out, not only the last (default"
              + " ${DEFAULT-VALUE}).")
  public int validationUsers = 1024;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Drives everything random (default ${DEFAULT-VALUE}).")
  public long seed = 42;

  /**
   * Reads the log and divides it.
   *
   * @param err where to say what is in it
   */
  public Holdout holdout(LogOptions log, PrintWriter err) throws IOException {
    LeaveOneOut leaveOneOut = new LeaveOneOut(validationUsers);
    return new Datasets(err).holdout(log.source(), log.filters(), leaveOneOut, seed);
  }
}
