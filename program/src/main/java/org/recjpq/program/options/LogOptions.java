package org.recjpq.program.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the interaction log and how it is read. */
public final class LogOptions extends OptionGroup {
  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "The interaction log: CSV, TSV or text, plain or gz.")
  private @Nullable Path log;

  @Option(
      names = "--format",
      paramLabel = "PRESET",
      description =
          "Kind of log: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). CSV finds the columns"
              + " by the usual names.")
  private LogFormat.Preset preset = LogFormat.Preset.CSV;

  @Option(
      names = "--delimiter",
      paramLabel = "TEXT",
      description = "Between two fields; \\t is a tab (default: the format's).")
  private @Nullable String delimiter;

  @Option(
      names = "--user-column",
      paramLabel = "NAME|N",
      description = "Column of the user, by name or number from 1 (default: the format's).")
  private @Nullable String userColumn;

  @Option(names = "--item-column", paramLabel = "NAME|N", description = "Column of the item.")
  private @Nullable String itemColumn;

  @Option(
      names = "--time-column",
      paramLabel = "NAME|N",
      description = "Column of the time; without one the order of rows counts.")
  private @Nullable String timeColumn;

  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first row names the columns (default: the format's).")
  private @Nullable Boolean header;

  @Option(
      names = "--min-user-interactions",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Leave out users with fewer interactions (default ${DEFAULT-VALUE}).")
  private int minUserInteractions = 5;

  @Option(
      names = "--max-bad-rows",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "Skip so many malformed rows (default ${DEFAULT-VALUE}).")
  private int maxBadRows = 0;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Where malformed rows go (default ${DEFAULT-VALUE}).")
  private Path rejects = Path.of("rejects.csv");

  /** Whether {@code --log} was given. */
  public boolean isGiven() {
    return log != null;
  }

  /**
   * The log.
   *
   * @throws ParameterException if it was not given
   */
  public Path path() {
    if (log == null) {
      throw wrongUse("expected a log, found none; name it with --log FILE");
    }
    return log;
  }

  public LogFormat format() {
    String tab = delimiter == null ? null : delimiter.replace("\\t", "\t");
    try {
      return new LogFormat(preset, tab, userColumn, itemColumn, timeColumn, null, header);
    } catch (IllegalArgumentException wrong) {
      throw wrongUse(wrong);
    }
  }

  /** The log as a source of interactions. */
  public LogFile source() {
    return source(path());
  }

  /** The same for another file. */
  public LogFile source(Path log) {
    return new LogFile(log, format(), maxBadRows, rejects);
  }

  public Filters filters() {
    return Filters.NONE.withMinUserInteractions(minUserInteractions);
  }
}
