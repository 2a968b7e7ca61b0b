package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Clock;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.logs.LogRow;
import org.recjpq.assignment.logs.RowParser;
import org.recjpq.cluster.sources.ClusterLog;

/**
 * What one pass over a log finds out.
 *
 * @param rows the interactions: user, item, time, low, place
 * @param interactions how many there are
 * @param badRows malformed rows that are skipped
 * @param clock what the times stand for; numbers if there are none
 * @param isTimed whether there is a column of times
 * @param latest the latest time; 0 without times
 * @param columns which columns were taken, in one line
 */
record LogSurvey(
    Dataset<Row> rows,
    long interactions,
    long badRows,
    Clock clock,
    boolean isTimed,
    long latest,
    String columns) {
  /**
   * Reads a log once, or twice if a fraction comes after whole numbers.
   *
   * @param minValue rows with a lower value are marked; null if values are not read
   * @throws DataException if there is no interaction, or one malformed row too many
   */
  static LogSurvey of(
      ClusterLog log, LogFormat format, @Nullable Double minValue, BadRowPolicy policy) {
    RowParser.Times open = new RowParser.Times(null, false);
    RowParser all = new RowParser(log.headings(), format, minValue, log.name(), open);
    ClusterLog narrow = log.only(all.columns());
    LogSurvey first = read(narrow, format, minValue, policy, false);
    return first == null
        ? java.util.Objects.requireNonNull(read(narrow, format, minValue, policy, true))
        : first;
  }

  /** Null if there are unexpected fractions. */
  private static @Nullable LogSurvey read(
      ClusterLog log,
      LogFormat format,
      @Nullable Double minValue,
      BadRowPolicy policy,
      boolean withFractions) {
    RowParser.Times open = new RowParser.Times(null, withFractions);
    LogWork opening = new LogWork(log.headings(), format, minValue, log.name(), open);
    RowParser parser = opening.parser();
    Clock clock = parser.isTimed() ? clock(log, opening) : Clock.NUMBERS;
    LogWork work =
        new LogWork(
            log.headings(),
            format,
            minValue,
            log.name(),
            new RowParser.Times(clock, withFractions));
    Dataset<Row> read = log.rows().mapPartitions(work, Encoders.row(LogWork.ROWS));
    Row counts =
        read.agg(
                count_if(is(LogRow.Kind.INTERACTION)),
                count_if(is(LogRow.Kind.MALFORMED)),
                count_if(is(LogRow.Kind.FRACTION)),
                max("time"))
            .first();
    if (counts.getLong(2) > 0) {
      return null;
    }
    long bad = counts.getLong(1);
    if (bad > 0) {
      reject(read.where(is(LogRow.Kind.MALFORMED)), log, bad, policy);
    }
    if (counts.getLong(0) == 0) {
      throw new DataException(
          log.name() + ": expected interactions, found none; check the path and the columns");
    }
    Dataset<Row> good =
        read.where(is(LogRow.Kind.INTERACTION)).select("user", "item", "time", "low", "place");
    return new LogSurvey(
        good, counts.getLong(0), bad, clock, parser.isTimed(), counts.getLong(3), parser.taken());
  }

  private static org.apache.spark.sql.Column is(LogRow.Kind kind) {
    return col("kind").equalTo(lit(kind.name()));
  }

  private static Clock clock(ClusterLog log, LogWork opening) {
    List<Row> first =
        log.rows()
            .mapPartitions(new ClockWork(opening), Encoders.row(ClockWork.ROWS))
            .orderBy("place")
            .limit(1)
            .collectAsList();
    return first.isEmpty() ? Clock.NUMBERS : Clock.valueOf(first.get(0).getString(0));
  }

  private static void reject(Dataset<Row> bad, ClusterLog log, long count, BadRowPolicy policy) {
    if (count > policy.most()) {
      Row first = bad.orderBy("place").first();
      Row place = first.getAs("place");
      String file = place.getAs("file");
      throw new DataException(
          "%s: row %d%s: %s%s"
              .formatted(
                  file.isEmpty() ? log.name() : file,
                  place.<Long>getAs("row") + 1,
                  place.<Long>getAs("block") == 0
                      ? ""
                      : " of the piece from byte %d on".formatted(place.<Long>getAs("block")),
                  first.getAs("reason"),
                  policy.most() == 0
                      ? ""
                      : "; only %d malformed rows are skipped, found %d"
                          .formatted(policy.most(), count)));
    }
    if (policy.rejects() != null) {
      org.apache.spark.sql.Column[] columns =
          new org.apache.spark.sql.Column[4 + log.headings().size()];
      columns[0] = col("place.file");
      columns[1] = col("place.block");
      columns[2] = col("place.row").plus(1).as("row");
      columns[3] = col("reason");
      for (int i = 0; i < log.headings().size(); i++) {
        columns[4 + i] = col("fields").getItem(i).as("field_" + log.headings().get(i));
      }
      bad.orderBy("place")
          .select(columns)
          .write()
          .mode(SaveMode.Overwrite)
          .option("header", true)
          .csv(policy.rejects());
    }
  }
}
