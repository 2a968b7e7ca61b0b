package org.recjpq.program.tables;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Rows of a Parquet file with a list of texts or whole numbers each, and perhaps a name. The file
 * is read group by group of its rows.
 */
public final class ParquetLists implements Closeable {
  private final Path file;
  private final ParquetFileReader reader;
  private final ColumnDescriptor list;
  private final @Nullable ColumnDescriptor label;
  private final MessageType schema;
  private @Nullable ColumnReader values; // of the current group
  private @Nullable ColumnReader names;
  private long leftInGroup;
  private long row;

  private @Nullable String name;
  private List<String> found = List.of();

  private ParquetLists(
      Path file,
      ParquetFileReader reader,
      Function<List<String>, String> listOf,
      Function<List<String>, Optional<String>> nameOf) {
    this.file = file;
    this.reader = reader;
    MessageType whole = reader.getFooter().getFileMetaData().getSchema();
    List<ColumnDescriptor> lists = columns(whole, column -> column.getMaxRepetitionLevel() == 1);
    List<ColumnDescriptor> plain = columns(whole, column -> column.getMaxRepetitionLevel() == 0);
    this.list = named(lists, listOf.apply(names(lists)));
    this.label = nameOf.apply(names(plain)).map(column -> named(plain, column)).orElse(null);
    List<String> wanted =
        Stream.of(Optional.of(list), Optional.ofNullable(label))
            .flatMap(Optional::stream)
            .map(column -> column.getPath()[0])
            .toList();
    this.schema =
        new MessageType(
            whole.getName(),
            whole.getFields().stream().filter(field -> wanted.contains(field.getName())).toList());
    reader.setRequestedSchema(schema);
  }

  /** Whether a file is one of Parquet. */
  public static boolean canRead(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var bytes = Files.newInputStream(file)) {
      return Arrays.equals(bytes.readNBytes(4), "PAR1".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * Opens a file.
   *
   * @param listOf chooses the list from the names of the columns of lists
   * @param nameOf chooses the name from the names of the other columns
   * @throws DataException if the file is damaged
   */
  public static ParquetLists open(
      Path file,
      Function<List<String>, String> listOf,
      Function<List<String>, Optional<String>> nameOf)
      throws IOException {
    ParquetFileReader reader;
    try {
      reader = ParquetFileReader.open(new LocalInputFile(file));
    } catch (IOException | RuntimeException broken) {
      throw ParquetTableReader.damaged(file, broken);
    }
    try {
      ParquetTableReader.requireKnownCompression(file, reader.getFooter());
      return new ParquetLists(file, reader, listOf, nameOf);
    } catch (RuntimeException failure) {
      reader.close();
      throw failure instanceof DataException ? failure : ParquetTableReader.damaged(file, failure);
    }
  }

  private static List<ColumnDescriptor> columns(
      MessageType schema, Predicate<ColumnDescriptor> wanted) {
    return schema.getColumns().stream()
        .filter(wanted)
        .filter(
            column ->
                switch (column.getPrimitiveType().getPrimitiveTypeName()) {
                  case BINARY, INT32, INT64 -> true;
                  default -> false;
                })
        .toList();
  }

  private static List<String> names(List<ColumnDescriptor> columns) {
    return columns.stream().map(column -> column.getPath()[0]).toList();
  }

  private static ColumnDescriptor named(List<ColumnDescriptor> columns, String name) {
    return columns.get(names(columns).indexOf(name));
  }

  /** Number of rows of the file. */
  public long rows() {
    return reader.getRecordCount();
  }

  /**
   * Goes to the next row; false at the end.
   *
   * @throws DataException if the file is damaged, or a value of a list is null
   */
  public boolean next() {
    try {
      return advance();
    } catch (DataException stated) {
      throw stated;
    } catch (IOException | RuntimeException broken) {
      throw ParquetTableReader.damaged(file, broken);
    }
  }

  private boolean advance() throws IOException {
    while (leftInGroup == 0) {
      PageReadStore group = reader.readNextRowGroup();
      if (group == null) {
        return false;
      }
      begin(group);
    }
    leftInGroup--;
    row++;
    name = null;
    if (names != null) {
      name = ParquetValues.isPresent(names) ? ParquetValues.text(names) : null;
      names.consume();
    }
    found = new ArrayList<>();
    if (values != null) {
      do {
        read(values);
        values.consume();
      } while (values.getCurrentRepetitionLevel() > 0);
    }
    return true;
  }

  private void begin(PageReadStore group) {
    var store =
        new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(schema).getRootConverter(),
            schema,
            reader.getFooter().getFileMetaData().getCreatedBy());
    values = store.getColumnReader(schema.getColumnDescription(list.getPath()));
    names =
        label == null ? null : store.getColumnReader(schema.getColumnDescription(label.getPath()));
    leftInGroup = group.getRowCount();
  }

  private void read(ColumnReader column) {
    if (ParquetValues.isPresent(column)) {
      found.add(ParquetValues.text(column).strip());
    } else if (ParquetValues.hasPlace(column)) {
      throw new DataException(
          "%s: row %d: expected ids, found null as number %d of the list; leave it out"
              .formatted(file, row, found.size() + 1));
    }
  }

  /** The current row, counted from 1. */
  public long row() {
    return row;
  }

  /** The name of the current row, or null if it has none. */
  public @Nullable String name() {
    return name;
  }

  /** The list of the current row; empty if it has none. */
  public List<String> values() {
    return Collections.unmodifiableList(found);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
