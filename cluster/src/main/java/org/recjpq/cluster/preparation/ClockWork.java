package org.recjpq.cluster.preparation;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.recjpq.assignment.logs.LogRow;
import org.recjpq.assignment.logs.RowParser;

/** Finds the first good row of a part of a log, and what its time stands for. */
final class ClockWork implements MapPartitionsFunction<Row, Row> {
  static final StructType ROWS =
      new StructType().add("clock", "string", false).add("place", LogWork.placeType());

  private static final long serialVersionUID = 1L;

  private final LogWork work;

  ClockWork(LogWork work) {
    this.work = work;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    RowParser parser = work.parser();
    while (rows.hasNext()) {
      Row row = rows.next();
      List<String> fields = row.getList(0);
      if (!row.getBoolean(2)
          && parser.parse(fields).kind() == LogRow.Kind.INTERACTION
          && parser.clock() != null) {
        return List.of(RowFactory.create(String.valueOf(parser.clock()), row.get(1))).iterator();
      }
    }
    return List.<Row>of().iterator();
  }
}
