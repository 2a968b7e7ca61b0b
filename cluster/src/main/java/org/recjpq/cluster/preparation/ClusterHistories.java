package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.cluster.sources.ClusterLog;

/** The histories of all users of a log. */
public final class ClusterHistories {
  private ClusterHistories() {}

  /**
   * Everything that each user did.
   *
   * @param format the columns that are read
   * @return user and items, an array of ids, by time and equal times in the order of the log
   * @throws org.recjpq.assignment.files.DataException if the log is not as expected
   */
  public static Dataset<Row> of(ClusterLog log, LogFormat format, BadRowPolicy policy) {
    return LogSurvey.of(log, format, null, policy)
        .rows()
        .groupBy("user")
        .agg(array_sort(collect_list(struct("time", "place", "item"))).as("all"))
        .select(col("user"), transform(col("all"), one -> one.getField("item")).as("items"));
  }
}
