package org.recjpq.program.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the interaction log and how it is read. */
public final class LogOptions extends OptionGroup {
  @Sets("source.path")
  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "The interaction log: CSV, TSV, text or lines of JSON, plain or gzipped, or Parquet; a"
              + " folder of such files, or a pattern in quotes such as 'part-*.csv'.")
  private @Nullable Path log;

  @Sets("source.format")
  @Option(
      names = "--format",
      paramLabel = "PRESET",
      description =
          "Kind of log (default ${DEFAULT-VALUE}, which finds the columns by the usual names);"
              + " recjpq formats lists them.")
  private LogFormat.Preset preset = LogFormat.Preset.CSV;

  @Sets("source.format.delimiter")
  @Option(
      names = "--delimiter",
      paramLabel = "TEXT",
      description = "Separator of fields; \\t is a tab (default: the format's).")
  private @Nullable String delimiter;

  @Sets("source.format.userColumn")
  @Option(
      names = "--user-column",
      paramLabel = "NAME|N",
      description = "Column of the user, by name or number from 1 (default: the format's).")
  private @Nullable String userColumn;

  @Sets("source.format.itemColumn")
  @Option(names = "--item-column", paramLabel = "NAME|N", description = "Column of the item.")
  private @Nullable String itemColumn;

  @Sets("source.format.timeColumn")
  @Option(
      names = "--time-column",
      paramLabel = "NAME|N",
      description =
          "Column of the time, or two joined by + for date and time of day; none: the order of the"
              + " rows counts.")
  private @Nullable String timeColumn;

  @Sets("source.format.timeFormat")
  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "Pattern of the times, such as dd/MM/yyyy HH:mm (default: numbers, or dates in the usual"
              + " forms).")
  private @Nullable String timeFormat;

  @Sets("source.format.valueColumn")
  @Option(
      names = "--rating-column",
      paramLabel = "NAME|N",
      description = "Column of the rating that --min-rating is about.")
  private @Nullable String valueColumn;

  @Sets("source.format.where")
  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE,...",
      description = "Read only rows with one of these values, such as event=purchase.")
  private @Nullable String where;

  @Sets("source.format.encoding")
  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Character set of the log, such as ISO-8859-1 (default: the format's, UTF-8).")
  private @Nullable String encoding;

  @Sets("source.format.quote")
  @Option(
      names = "--quote",
      paramLabel = "CHARACTER",
      description =
          "Character that fields may be enclosed in: \", ' or none (default: the format's).")
  private @Nullable String quote;

  @Sets("source.format.header")
  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first row names the columns (default: the format's).")
  private @Nullable Boolean header;

  @Sets("source.maxBadRows")
  @Option(
      names = "--max-bad-rows",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "Skip up to this many malformed rows (default ${DEFAULT-VALUE}).")
  private int maxBadRows = 0;

  @Sets("source.rejects")
  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "File for the skipped rows (default ${DEFAULT-VALUE}).")
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
      throw usageError("expected a log, found none; name it with --log FILE");
    }
    return log;
  }

  public LogFormat format() {
    String tab = delimiter == null ? null : delimiter.replace("\\t", "\t");
    try {
      return new LogFormat(
          preset,
          tab,
          userColumn,
          itemColumn,
          timeColumn,
          valueColumn,
          header,
          quote,
          timeFormat,
          where,
          encoding);
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
  }

  /** The log as a source of interactions; the configuration of a run names it. */
  public LogFile source() {
    return source(path());
  }

  /** The same for another file. */
  public LogFile source(Path log) {
    return new LogFile(log.toAbsolutePath().normalize(), format(), maxBadRows, rejects);
  }
}
