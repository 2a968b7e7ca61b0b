package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.udf;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** The order of the pieces of a log, which makes one number of the place of a row. */
final class LogPieces {
  private LogPieces() {}

  /**
   * The place of a row, which sorts as one machine reads.
   *
   * @param pieces all of the log; some may come twice
   * @param piece the id of the row's piece
   * @param row its number there
   */
  static Column place(SparkSession spark, Collection<LogPlace> pieces, Column piece, Column row) {
    List<LogPlace> ordered = List.copyOf(new TreeSet<>(pieces));
    Map<Long, Long> ordinals = new HashMap<>();
    for (int i = 0; i < ordered.size(); i++) {
      if (ordinals.put(ordered.get(i).id(), (long) i << LogPlace.ROW_BITS) != null) {
        throw new IllegalStateException(
            "expected pieces with distinct numbers, found two with that of " + ordered.get(i));
      }
    }
    Broadcast<Map<Long, Long>> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(ordinals);
    UDF2<Long, Long, Long> place =
        (id, number) -> Objects.requireNonNull(sent.value().get(id)) | number;
    return udf(place, DataTypes.LongType).apply(piece, row);
  }
}
