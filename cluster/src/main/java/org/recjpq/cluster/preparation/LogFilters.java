package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.IdFile;
import org.recjpq.assignment.logs.LogTime;

/**
 * Applies {@link Filters} to the rows of a {@link LogSurvey}, in the same order, except for a last
 * one by the number of a user's interactions: that is left to those who have all of a user.
 */
final class LogFilters {
  private final LogSurvey survey;
  private final String name;
  private Dataset<Row> rows;

  private LogFilters(LogSurvey survey, String name) {
    this.survey = survey;
    this.name = name;
    this.rows = survey.rows();
  }

  /**
   * The rows that remain: user, item, time, place.
   *
   * @param name what messages call the log
   * @throws DataException if the log lacks what a filter needs
   */
  static Dataset<Row> apply(Filters filters, LogSurvey survey, String name) {
    LogFilters all = new LogFilters(survey, name);
    all.byUser(filters);
    if (filters.minValue() != null) {
      all.rows = all.rows.where(not(col("low")));
    }
    all.rows = all.rows.drop("low");
    all.byTime(filters);
    all.byRepetition(filters.dropDuplicates());
    all.byCounts(filters);
    return all.rows;
  }

  private void byUser(Filters filters) {
    if (filters.removeUsers() != null) {
      Set<String> ids = IdFile.read(filters.removeUsers());
      Dataset<Row> removed =
          rows.sparkSession().createDataset(new ArrayList<>(ids), Encoders.STRING()).toDF("user");
      rows = rows.join(removed, usingUser(), "left_anti");
    }
  }

  private static String[] usingUser() {
    return new String[] {"user"};
  }

  private void byTime(Filters filters) {
    if (filters.from() != null) {
      rows = rows.where(col("time").geq(lit(time(filters.from()))));
    }
    if (filters.until() != null) {
      rows = rows.where(col("time").lt(lit(time(filters.until()))));
    }
  }

  private long time(String text) {
    if (!survey.isTimed()) {
      throw new DataException(
          ("%s: expected times to compare with %s, found only the order of rows; name the time"
                  + " column")
              .formatted(name, text));
    }
    return new LogTime(text).in(survey.clock(), survey.latest());
  }

  private void byRepetition(Filters.Duplicates kind) {
    if (kind == Filters.Duplicates.EXACT) {
      if (!survey.isTimed()) {
        throw new DataException(
            name
                + ": expected times, to leave out interactions with the same one, found none; set"
                + " filters.dropDuplicates to repeated to keep the first interaction of a user"
                + " with an item");
      }
      rows = rows.groupBy("user", "item", "time").agg(min("place").as("place"));
    } else if (kind == Filters.Duplicates.REPEATED) {
      rows =
          rows.groupBy("user", "item")
              .agg(min(struct("time", "place")).as("first"))
              .select("user", "item", "first.time", "first.place");
    }
  }

  private void byCounts(Filters filters) {
    int ofUser = filters.minUserInteractions();
    int ofItem = filters.minItemInteractions();
    if (filters.core() && ofUser > 1 && ofItem > 1) {
      long before;
      long after = Long.MAX_VALUE;
      do {
        before = after;
        byCount("item", ofItem);
        byCount("user", ofUser);
        rows = rows.localCheckpoint(true, StorageLevel.MEMORY_AND_DISK());
        after = rows.count();
      } while (after < before);
      return;
    }
    byCount("item", ofItem); // users come last
  }

  /** Whether nothing is left out but users with few interactions: all others keep all theirs. */
  static boolean keepAll(Filters filters) {
    return filters.equals(Filters.NONE.withMinUserInteractions(filters.minUserInteractions()))
        || filters.equals(
            Filters.NONE.withMinUserInteractions(filters.minUserInteractions()).withCore(true));
  }

  private void byCount(String column, int least) {
    rows = byCount(rows, column, least);
  }

  private static Dataset<Row> byCount(Dataset<Row> rows, String column, int least) {
    if (least == 1) {
      return rows;
    }
    Dataset<Row> enough =
        rows.groupBy(column).agg(count(lit(1)).as("n")).where(col("n").geq(least));
    return rows.join(enough.select(column), new String[] {column}, "left_semi");
  }

  /** The last filter, which {@link #apply} has left out. */
  static Dataset<Row> byUserCount(Dataset<Row> rows, Filters filters) {
    return byCount(rows, "user", filters.minUserInteractions());
  }
}
