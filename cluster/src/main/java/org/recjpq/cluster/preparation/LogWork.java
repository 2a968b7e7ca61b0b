package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.Clock;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.logs.LogRow;
import org.recjpq.assignment.logs.RowParser;
import org.recjpq.cluster.executors.QueuedRows;
import org.recjpq.cluster.sources.ClusterLog;

/**
 * Reads rows of a {@link ClusterLog}, as {@link #flat} gives them, by the rules of a single
 * machine. Unwanted rows are left out.
 */
final class LogWork implements MapPartitionsFunction<Row, Row> {
  /** A row that names a piece of the log; all others have a {@link LogRow.Kind}. */
  static final String PIECE = "PIECE";

  /**
   * Rows that come out: what kind, and the id of the piece of the log; of interactions what they
   * say and the number of the row in its piece; of malformed ones why and where; and one for each
   * piece.
   */
  static final StructType ROWS =
      new StructType()
          .add("kind", "string", false)
          .add("piece", "bigint", false)
          .add("row", "bigint", false)
          .add("user", "string")
          .add("item", "string")
          .add("time", "bigint")
          .add("low", "boolean")
          .add("reason", "string")
          .add("fields", DataTypes.createArrayType(DataTypes.StringType))
          .add("part", "int")
          .add("file", "string")
          .add("block", "bigint");

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

  /** The texts of a row as {@link #flat} gives it. */
  static List<String> fields(Row row, int size) {
    String[] fields = new String[size];
    for (int i = 0; i < size; i++) {
      fields[i] = row.getString(i);
    }
    return Arrays.asList(fields);
  }

  /** The rows of a log without nested columns: its texts, then part, file, block, row, broken. */
  static Dataset<Row> flat(ClusterLog log) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < log.headings().size(); i++) {
      columns.add(col(ClusterLog.FIELDS).getItem(i).as("field" + i));
    }
    for (String name : List.of("part", "file", "block", "row")) {
      columns.add(col(ClusterLog.PLACE).getField(name).as(name));
    }
    columns.add(col(ClusterLog.BROKEN));
    return log.rows().select(columns.toArray(Column[]::new));
  }

  /** How many texts a row has. */
  int width() {
    return headings.size();
  }

  RowParser parser() {
    LogFormat known = JsonText.parse(format, LogFormat.class);
    RowParser.Times times = new RowParser.Times(clock, withFractions);
    return new RowParser(headings, known, minValue, name, times);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Wanted wanted = new Wanted(parser(), width());
    return new QueuedRows(rows, ready -> wanted.read(rows.next(), ready));
  }

  /** Whether a row of text with so many fields could not be read. */
  static boolean isBroken(Row row, int width) {
    return row.getBoolean(width + Wanted.IS_BROKEN);
  }

  private static final class Wanted {
    private static final int FILE = 1; // fields behind the texts, of which the part is the first
    private static final int BLOCK = 2;
    private static final int ROW = 3;
    private static final int IS_BROKEN = 4;

    private final RowParser parser;
    private final int width;
    private @Nullable LogPlace piece;
    private long id; // of the piece
    private long start; // of the piece

    Wanted(RowParser parser, int width) {
      this.parser = parser;
      this.width = width;
    }

    void read(Row row, Queue<Row> ready) {
      long number = row.getLong(width + ROW);
      LogPlace current = piece;
      if (current == null
          || current.block() != row.getLong(width + BLOCK)
          || current.part() != row.getInt(width)
          || !current.file().equals(row.getString(width + FILE))) {
        current = LogPlace.of(row, width);
        piece = current;
        id = current.id();
        start = number;
        ready.add(found(PIECE, 0, current, null, null));
      }
      List<String> fields = fields(row, width);
      LogRow found =
          isBroken(row, width)
              ? new LogRow(LogRow.Kind.MALFORMED, "", "", 0, false, BROKEN)
              : parser.parse(fields);
      String kind = found.kind().name();
      if (found.kind() == LogRow.Kind.INTERACTION) {
        ready.add(
            RowFactory.create(
                kind,
                id,
                number - start,
                found.user(),
                found.item(),
                found.time(),
                found.isLow(),
                null,
                null,
                null,
                null,
                null));
      } else if (found.kind() != LogRow.Kind.UNWANTED) {
        ready.add(found(kind, number - start, current, found.reason(), fields));
      }
    }

    private Row found(
        String kind,
        long number,
        LogPlace place,
        @Nullable String reason,
        @Nullable List<String> fields) {
      return RowFactory.create(
          kind,
          id,
          number,
          null,
          null,
          null,
          null,
          reason,
          fields == null ? null : fields.toArray(String[]::new),
          place.part(),
          place.file(),
          place.block());
    }
  }
}
