package org.recjpq.program.recommendation;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

class ParquetListWriterTest extends ListWriterContract {
  @Override
  OutputFormat format() {
    return OutputFormat.PARQUET;
  }

  @Override
  List<Line> read(Path file) throws IOException {
    try (Stream<Map<String, Object>> rows =
        ParquetReader.streamContent(file.toFile(), new Row(), path -> path[path.length - 1])) {
      return rows.map(ParquetListWriterTest::line).toList();
    }
  }

  private static Line line(Map<String, Object> row) {
    return new Line(
        (String) value(row, "name"),
        (Integer) value(row, "rank"),
        (String) value(row, "item"),
        (Float) value(row, "score"),
        (String) row.get("title"));
  }

  private static Object value(Map<String, Object> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  /** Gathers the values of a row by the names of their columns. */
  private static final class Row
      implements Hydrator<Map<String, Object>, Map<String, Object>, String> {
    @Override
    public Map<String, Object> start() {
      return new HashMap<>();
    }

    @Override
    public Map<String, Object> add(Map<String, Object> row, String column, Object value) {
      row.put(column, value);
      return row;
    }

    @Override
    public Map<String, Object> finish(Map<String, Object> row) {
      return row;
    }
  }
}
