package org.recjpq.program.recommendation;

import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Writes {@link OutputFormat#PARQUET}. */
final class ParquetListWriter implements ListWriter {
  /** A row of the file. */
  private record Row(String name, int rank, Recommendation found) {}

  private final ParquetWriter<Row> rows;

  ParquetListWriter(Path file, @Nullable ItemTitles titles) throws IOException {
    this.rows =
        ParquetWriter.writeFile(
            schema(titles != null),
            file.toFile(),
            (row, values) -> {
              values.write("name", row.name);
              values.write("rank", row.rank);
              values.write("item", row.found.item());
              values.write("score", row.found.score());
              if (titles != null) {
                values.write("title", titles.title(row.found.item()));
              }
            });
  }

  private static MessageType schema(boolean hasTitles) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    addText(schema, "name");
    schema.required(PrimitiveTypeName.INT32).named("rank");
    addText(schema, "item");
    schema.required(PrimitiveTypeName.FLOAT).named("score");
    if (hasTitles) {
      addText(schema, "title");
    }
    return schema.named("recommendations");
  }

  private static void addText(Types.MessageTypeBuilder schema, String name) {
    schema.required(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
  }

  @Override
  public void write(String name, List<Recommendation> list) throws IOException {
    int rank = 1;
    for (Recommendation found : list) {
      rows.write(new Row(name, rank++, found));
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
