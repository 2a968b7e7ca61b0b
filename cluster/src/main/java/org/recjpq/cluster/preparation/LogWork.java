package org.recjpq.cluster.preparation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.Clock;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.logs.LogRow;
import org.recjpq.assignment.logs.RowParser;

/**
 * Reads rows of a {@link org.recjpq.cluster.sources.ClusterLog} by the rules of a single machine.
 * Unwanted rows are left out.
 */
final class LogWork implements MapPartitionsFunction<Row, Row> {
  /** Rows that come out; ids and time are there only for interactions. */
  static final StructType ROWS =
      new StructType()
          .add("kind", "string", false)
          .add("user", "string")
          .add("item", "string")
          .add("time", "bigint")
          .add("low", "boolean")
          .add("reason", "string")
          .add("fields", DataTypes.createArrayType(DataTypes.StringType))
          .add("place", placeType());

  private static final long serialVersionUID = 1L;
  private static final String BROKEN =
      "expected the fields that the heading names, found more or fewer";

  private final List<String> headings;
  private final String format; // as JSON
  private final @Nullable Double minValue;
  private final String name;
  private final @Nullable Clock clock;
  private final boolean withFractions;

  LogWork(
      List<String> headings,
      LogFormat format,
      @Nullable Double minValue,
      String name,
      RowParser.Times times) {
    this.headings = new ArrayList<>(headings);
    this.format = JsonText.of(format);
    this.minValue = minValue;
    this.name = name;
    this.clock = times.clock();
    this.withFractions = times.withFractions();
  }

  static StructType placeType() {
    return new StructType()
        .add("part", "int", false)
        .add("file", "string", false)
        .add("block", "bigint", false)
        .add("row", "bigint", false);
  }

  RowParser parser() {
    LogFormat known = JsonText.parse(format, LogFormat.class);
    RowParser.Times times = new RowParser.Times(clock, withFractions);
    return new RowParser(headings, known, minValue, name, times);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    RowParser parser = parser();
    return new Wanted(rows, parser);
  }

  private static final class Wanted implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final RowParser parser;
    private @Nullable Row next;

    Wanted(Iterator<Row> rows, RowParser parser) {
      this.rows = rows;
      this.parser = parser;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        next = read(rows.next());
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || next == null) {
        throw new java.util.NoSuchElementException();
      }
      Row ready = next;
      next = null;
      return ready;
    }

    private @Nullable Row read(Row row) {
      List<String> fields = row.getList(0);
      LogRow found =
          row.getBoolean(2)
              ? new LogRow(LogRow.Kind.MALFORMED, "", "", 0, false, BROKEN)
              : parser.parse(fields);
      boolean isGood = found.kind() == LogRow.Kind.INTERACTION;
      return found.kind() == LogRow.Kind.UNWANTED
          ? null
          : RowFactory.create(
              found.kind().name(),
              isGood ? found.user() : null,
              isGood ? found.item() : null,
              isGood ? found.time() : null,
              isGood ? found.isLow() : null,
              found.reason(),
              isGood ? null : fields.toArray(String[]::new),
              row.get(1));
    }
  }
}
