package org.recjpq.program.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the interaction log and how it is read. */
@Heading("Log")
public final class LogOptions extends OptionGroup {
  private static final Path REJECTS = Path.of("rejects.csv");

  @Sets("source.path")
  @Option(
      names = "--log",
      converter = InputPath.class,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The interaction log: CSV, TSV, text or lines of JSON, plain or compressed (gz, zst, bz2,"
              + " zip), or Parquet; a"
              + " folder of such files, a pattern in quotes such as 'part-*.csv', or several of"
              + " these.")
  List<Path> logs = List.of();

  @Sets("source.format.preset")
  @Option(
      names = "--format",
      paramLabel = "PRESET",
      description =
          "Kind of log (default ${DEFAULT-VALUE}, which finds the columns by the usual names);"
              + " recjpq formats lists them.")
  LogFormat.Preset preset = LogFormat.Preset.CSV;

  @Sets("source.format.delimiter")
  @Option(
      names = "--delimiter",
      converter = Delimiter.class,
      paramLabel = "TEXT",
      description = "Separator of fields: any text, or tab, space or pipe (default: the format's).")
  @Nullable String delimiter;

  @Sets("source.format.userColumn")
  @Option(
      names = "--user-column",
      paramLabel = "NAME|N",
      description = "Column of the user, by name or number from 1 (default: the format's).")
  @Nullable String userColumn;

  @Sets("source.format.itemColumn")
  @Option(names = "--item-column", paramLabel = "NAME|N", description = "Column of the item.")
  @Nullable String itemColumn;

  @Sets("source.format.timeColumn")
  @Option(
      names = "--time-column",
      paramLabel = "NAME|N",
      description =
          "Column of the time, or two joined by + for date and time of day; none: the order of the"
              + " rows counts.")
  @Nullable String timeColumn;

  @Sets("source.format.timeFormat")
  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "Pattern of the times, such as dd/MM/yyyy HH:mm (default: numbers, or dates in the usual"
              + " forms).")
  @Nullable String timeFormat;

  @Sets("source.format.valueColumn")
  @Option(
      names = "--rating-column",
      paramLabel = "NAME|N",
      description = "Column of the rating that --min-rating is about.")
  @Nullable String valueColumn;

  @Sets("source.format.where")
  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE,...",
      description = "Read only rows with one of these values, such as event=purchase.")
  @Nullable String where;

  @Sets("source.format.encoding")
  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Character set of the log, such as ISO-8859-1 (default: the format's, UTF-8).")
  @Nullable String encoding;

  @Sets("source.format.quote")
  @Option(
      names = "--quote",
      paramLabel = "CHARACTER",
      description =
          "Character that fields may be enclosed in: \", ' or none (default: the format's).")
  @Nullable String quote;

  @Sets("source.format.header")
  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first row names the columns (default: the format's).")
  @Nullable Boolean header;

  @Sets("source.maxBadRows")
  @Option(
      names = "--max-bad-rows",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "Skip up to this many malformed rows (default ${DEFAULT-VALUE}).")
  int maxBadRows;

  @Sets("source.rejects")
  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "File for the skipped rows (default ${DEFAULT-VALUE}).")
  Path rejects = REJECTS;

  /** Whether {@code --log} was given. */
  public boolean isGiven() {
    return !logs.isEmpty();
  }

  /** The files of the log; none if {@code --log} was not given. */
  public List<Path> paths() {
    return List.copyOf(logs);
  }

  /**
   * The log as a source of interactions.
   *
   * @throws ParameterException if there is none, or the options contradict each other
   */
  public LogFile source() {
    return source(Json.mapper().createObjectNode());
  }

  /**
   * The log as a source of interactions.
   *
   * @param settings the {@code source} of a file of settings, which options override
   * @throws ParameterException if there is none, or the settings contradict each other
   */
  public LogFile source(ObjectNode settings) {
    ObjectNode tree = Json.tree(new LogFile(Path.of("")).withMaxBadRows(0, REJECTS));
    Overlay.put(tree, settings);
    ObjectNode all = Json.mapper().createObjectNode();
    all.set("source", tree);
    Overlay.put(all, SettingOptions.given(LogOptions::isOfSource, parsed()));
    try {
      if (!(Json.of(all, Named.class).source() instanceof LogFile file)) {
        throw new DataException("source.type: expected file; leave it out, or use the library");
      }
      List<Path> paths = logs.isEmpty() ? file.paths() : logs;
      if (paths.get(0).toString().isEmpty()) {
        throw usageError("expected a log, found none; name it with --log FILE");
      }
      return file.at(paths.stream().map(path -> path.toAbsolutePath().normalize()).toList());
    } catch (DataException wrong) {
      throw usageError(wrong);
    }
  }

  private static boolean isOfSource(String path) {
    return path.startsWith("source.") && !path.equals("source.path");
  }

  /** A source by its name, so that a message can name its settings. */
  private record Named(InteractionSource source) {}
}
