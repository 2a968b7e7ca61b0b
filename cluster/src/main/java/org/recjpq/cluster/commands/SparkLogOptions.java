package org.recjpq.cluster.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.cluster.preparation.BadRowPolicy;
import org.recjpq.cluster.sources.ClusterLog;
import org.recjpq.program.options.Heading;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.options.OptionGroup;
import picocli.CommandLine.Option;

/** Options of a log that Spark reads. */
@Heading("Log")
final class SparkLogOptions extends OptionGroup {
  @Option(
      names = "--log",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files or folders that all executors reach, such as s3a://bucket/log, in the order of the"
              + " log; for some formats the name of a table.")
  List<String> paths = List.of();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "Source of Spark: parquet, csv, json, orc or another that it can load (default: by the"
              + " ending of the path, else parquet).")
  @Nullable String format;

  @Option(
      names = "--read-option",
      paramLabel = "KEY=VALUE",
      description = "Option of this source, such as sep=;.")
  Map<String, String> readOptions = new LinkedHashMap<>();

  @Option(
      names = "--user-column",
      paramLabel = "NAME",
      description = "Column of the user (default: by the usual names, as for recjpq).")
  @Nullable String userColumn;

  @Option(names = "--item-column", paramLabel = "NAME", description = "Column of the item.")
  @Nullable String itemColumn;

  @Option(
      names = "--time-column",
      paramLabel = "NAME",
      description = "Column of the time; none: the order of the rows counts.")
  @Nullable String timeColumn;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "Pattern of times that are texts, such as dd/MM/yyyy HH:mm.")
  @Nullable String timeFormat;

  @Option(
      names = "--rating-column",
      paramLabel = "NAME",
      description = "Column of the rating that --min-rating is about.")
  @Nullable String ratingColumn;

  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE,...",
      description = "Read only rows with one of these values, such as event=purchase.")
  @Nullable String where;

  @Option(
      names = "--max-bad-rows",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "Skip up to this many malformed rows (default 0).")
  int maxBadRows;

  @Option(
      names = "--rejects",
      paramLabel = "PATH",
      description = "Folder for the skipped rows, as CSV (default: they are only counted).")
  @Nullable String rejects;

  boolean isGiven() {
    return !paths.isEmpty() || !readOptions.isEmpty();
  }

  /** The rows. */
  ClusterLog log(SparkSession spark) {
    if (!isGiven()) {
      throw usageError("expected a log, found none; name it with --log PATH");
    }
    return ClusterLog.files(spark, source(), readOptions, paths);
  }

  private String source() {
    if (format != null) {
      return format;
    }
    String path = paths.isEmpty() ? "" : paths.get(0);
    for (String ending : List.of("csv", "json", "orc")) {
      if (path.matches(".*\\." + ending + "(\\.\\w+)?/?")) {
        return ending;
      }
    }
    return "parquet";
  }

  /** The columns that are read. */
  LogFormat columns() {
    try {
      return LogFormat.of(LogFormat.Preset.CSV)
          .withColumns(userColumn, itemColumn, timeColumn)
          .withValueColumn(ratingColumn)
          .withTimeFormat(timeFormat)
          .withWhere(where);
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
  }

  BadRowPolicy policy() {
    return new BadRowPolicy(maxBadRows, rejects);
  }
}
