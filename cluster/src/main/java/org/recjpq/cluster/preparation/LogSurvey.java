package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.storage.StorageLevel;
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
 * @param rows the interactions: user, item, time, low, and the place in the log as one number
 * @param kept what was read, on the disks of the executors
 * @param interactions how many there are
 * @param badRows malformed rows that are skipped
 * @param clock what the times stand for; numbers if there are none
 * @param isTimed whether there is a column of times
 * @param latest the latest time; 0 without times
 */
record LogSurvey(
    Dataset<Row> rows,
    Dataset<Row> kept,
    long interactions,
    long badRows,
    Clock clock,
    boolean isTimed,
    long latest) {
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
        ? Objects.requireNonNull(read(narrow, format, minValue, policy, true))
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
    Dataset<Row> read =
        LogWork.flat(log)
            .mapPartitions(work, Encoders.row(LogWork.ROWS))
            .persist(StorageLevel.DISK_ONLY());
    Row counts =
        read.agg(
                count_if(is(LogRow.Kind.INTERACTION)),
                count_if(is(LogRow.Kind.MALFORMED)),
                count_if(is(LogRow.Kind.FRACTION)),
                max("time"))
            .first();
    if (counts.getLong(2) > 0) {
      read.unpersist();
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
    List<LogPlace> pieces =
        read
            .where(col("kind").equalTo(lit(LogWork.PIECE)))
            .select("part", "file", "block")
            .collectAsList()
            .stream()
            .map(row -> LogPlace.of(row, 0))
            .toList();
    Column place = LogPieces.place(read.sparkSession(), pieces, col("piece"), col("row"));
    Dataset<Row> good =
        read.where(is(LogRow.Kind.INTERACTION))
            .select(col("user"), col("item"), col("time"), col("low"), place.as("place"));
    return new LogSurvey(
        good, read, counts.getLong(0), bad, clock, parser.isTimed(), counts.getLong(3));
  }

  private static Column is(LogRow.Kind kind) {
    return col("kind").equalTo(lit(kind.name()));
  }

  private static Clock clock(ClusterLog log, LogWork opening) {
    return LogWork.flat(log)
        .mapPartitions(new ClockWork(opening), Encoders.row(ClockWork.ROWS))
        .collectAsList()
        .stream()
        .min(Comparator.comparing(row -> LogPlace.of(row, 1)))
        .map(row -> Clock.valueOf(row.getString(0)))
        .orElse(Clock.NUMBERS);
  }

  private static void reject(Dataset<Row> bad, ClusterLog log, long count, BadRowPolicy policy) {
    if (count > policy.most()) {
      Row first = ordered(bad).first();
      LogPlace place = LogPlace.of(first, first.fieldIndex("part"));
      throw new DataException(
          "%s: row %d%s: %s%s"
              .formatted(
                  place.file().isEmpty() ? log.name() : place.file(),
                  first.<Long>getAs("row") + 1,
                  place.file().isEmpty() || place.block() == 0
                      ? ""
                      : " of the piece from byte %d on".formatted(place.block()),
                  first.getAs("reason"),
                  policy.most() == 0
                      ? ""
                      : "; only %d malformed rows are skipped, found %d"
                          .formatted(policy.most(), count)));
    }
    if (policy.rejects() != null) {
      Column[] columns = new Column[4 + log.headings().size()];
      columns[0] = col("file");
      columns[1] = col("block");
      columns[2] = col("row").plus(1).as("row");
      columns[3] = col("reason");
      for (int i = 0; i < log.headings().size(); i++) {
        columns[4 + i] = col("fields").getItem(i).as("field_" + log.headings().get(i));
      }
      ordered(bad)
          .select(columns)
          .write()
          .mode(SaveMode.Overwrite)
          .option("header", true)
          .csv(policy.rejects());
    }
  }

  private static Dataset<Row> ordered(Dataset<Row> bad) {
    return bad.orderBy("part", "file", "block", "row");
  }
}
