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
      new StructType()
          .add("clock", "string", false)
          .add("part", "int", false)
          .add("file", "string", false)
          .add("block", "bigint", false);

  private static final long serialVersionUID = 1L;

  private final LogWork work;

  ClockWork(LogWork work) {
    this.work = work;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    RowParser parser = work.parser();
    int width = work.width();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!LogWork.isBroken(row, width)
          && parser.parse(LogWork.fields(row, width)).kind() == LogRow.Kind.INTERACTION
          && parser.clock() != null) {
        LogPlace place = LogPlace.of(row, width);
        return List.of(
                RowFactory.create(
                    String.valueOf(parser.clock()), place.part(), place.file(), place.block()))
            .iterator();
      }
    }
    return List.<Row>of().iterator();
  }
}
