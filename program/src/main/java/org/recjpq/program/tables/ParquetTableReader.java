package org.recjpq.program.tables;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.TableReader;

/**
 * Reads Apache Parquet. Columns of lists are left out. Dates and times become ISO 8601 text, other
 * values what they are as text.
 */
@AutoService(TableReader.class)
public final class ParquetTableReader implements TableReader {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final Set<CompressionCodecName> COMPRESSIONS =
      EnumSet.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4_RAW);

  @Override
  public boolean canRead(byte[] firstBytes) {
    return Arrays.equals(firstBytes, MAGIC);
  }

  @Override
  public Table open(Path file) {
    try {
      ParquetMetadata footer = ParquetReader.readMetadata(file.toFile());
      requireKnownCompression(file, footer);
      Columns columns = new Columns(footer.getFileMetaData().getSchema().getColumns());
      return new ParquetTable(file, columns, ParquetReader.spliterator(file.toFile(), columns));
    } catch (DataException stated) {
      throw stated;
    } catch (IOException | RuntimeException broken) {
      throw damaged(file, broken);
    }
  }

  /** Refuses what the library can decompress only with Hadoop. */
  static void requireKnownCompression(Path file, ParquetMetadata footer) {
    Set<CompressionCodecName> found = EnumSet.noneOf(CompressionCodecName.class);
    footer.getBlocks().forEach(block -> block.getColumns().forEach(c -> found.add(c.getCodec())));
    found.removeAll(COMPRESSIONS);
    if (!found.isEmpty()) {
      throw new DataException(
          "%s: expected Parquet compressed by one of %s, found %s; write it again"
              .formatted(file, COMPRESSIONS, found));
    }
  }

  /** The error of a file that Parquet cannot read. */
  static DataException damaged(Path file, Exception broken) {
    return new DataException(
        "%s: expected an intact Parquet file, found a damaged one (%s); write it again"
            .formatted(
                file, String.valueOf(broken.getMessage()).lines().findFirst().orElse("no reason")),
        broken);
  }

  /** Puts the values of a row into the order of the columns. */
  private static final class Columns implements Hydrator<List<String>, List<String>, String[]> {
    private final List<String> names = new ArrayList<>();
    private final List<PrimitiveType> types = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    Columns(List<ColumnDescriptor> columns) {
      for (ColumnDescriptor column : columns) {
        if (column.getMaxRepetitionLevel() == 0) {
          String name = String.join(".", column.getPath());
          places.put(name, names.size());
          names.add(name);
          types.add(column.getPrimitiveType());
        }
      }
    }

    @Override
    public List<String> start() {
      return new ArrayList<>(Collections.nCopies(names.size(), ""));
    }

    @Override
    public List<String> add(List<String> row, String[] path, @Nullable Object value) {
      Integer place = places.get(String.join(".", path));
      if (place != null && value != null) {
        row.set(place, text(types.get(place), value));
      }
      return row;
    }

    private static String text(PrimitiveType type, Object value) {
      if (type.getLogicalTypeAnnotation() != null && value instanceof Long number) {
        return type.stringifier().stringify(number);
      }
      if (type.getLogicalTypeAnnotation() != null && value instanceof Integer number) {
        return type.stringifier().stringify(number);
      }
      return value.toString();
    }

    @Override
    public List<String> finish(List<String> row) {
      return row;
    }
  }

  /** An open file. */
  private static final class ParquetTable implements Table {
    private final Path file;
    private final Columns columns;
    private final ParquetReader<List<String>, List<String>, String[]> rows;
    private @Nullable List<String> next;

    ParquetTable(
        Path file, Columns columns, ParquetReader<List<String>, List<String>, String[]> rows) {
      this.file = file;
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    public List<String> headings() {
      return List.copyOf(columns.names);
    }

    @Override
    public @Nullable List<String> next() {
      try {
        return rows.tryAdvance(row -> next = row) ? next : null;
      } catch (RuntimeException broken) {
        throw damaged(file, broken);
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
