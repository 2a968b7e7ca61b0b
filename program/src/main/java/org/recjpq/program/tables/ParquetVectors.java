package org.recjpq.program.tables;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** A Parquet file of item vectors, read row by row. */
final class ParquetVectors implements Closeable {
  private final ParquetFileReader reader;
  private final VectorColumns columns;
  private final MessageType schema;
  private @Nullable ColumnReader ids; // of the current group
  private List<ColumnReader> numbers = List.of();
  private long left; // rows of the group

  private @Nullable String id;
  private double[] found = new double[16];
  private int count;
  private int firstNull;

  /**
   * Opens a file.
   *
   * @throws org.recjpq.assignment.files.DataException if it does not have the columns
   */
  ParquetVectors(Path file) throws IOException {
    reader = ParquetFileReader.open(new LocalInputFile(file));
    try {
      ParquetTableReader.requireKnownCompression(file, reader.getFooter());
      MessageType whole = facts().getSchema();
      columns = VectorColumns.of(file, whole);
      schema = columns.within(whole);
      reader.setRequestedSchema(schema);
    } catch (RuntimeException failure) {
      reader.close();
      throw failure;
    }
  }

  private FileMetaData facts() {
    return reader.getFooter().getFileMetaData();
  }

  /** Goes to the next row; false at the end. */
  boolean next() throws IOException {
    ColumnReader idReader = ids;
    while (left == 0) {
      PageReadStore group = reader.readNextRowGroup();
      if (group == null) {
        return false;
      }
      idReader = begin(group);
    }
    left--;
    if (idReader == null) {
      throw new IllegalStateException("no group of rows was begun");
    }
    id = ParquetValues.isPresent(idReader) ? ParquetValues.text(idReader) : null;
    idReader.consume();
    count = 0;
    firstNull = -1;
    for (ColumnReader column : numbers) {
      do {
        read(column);
        column.consume();
      } while (column.getCurrentRepetitionLevel() > 0);
    }
    return true;
  }

  private ColumnReader begin(PageReadStore group) {
    ColumnReadStore store =
        new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(schema).getRootConverter(),
            schema,
            facts().getCreatedBy());
    ColumnReader idReader =
        store.getColumnReader(schema.getColumnDescription(columns.id().getPath()));
    ids = idReader;
    numbers =
        columns.numbers().stream()
            .map(column -> schema.getColumnDescription(column.getPath()))
            .map(store::getColumnReader)
            .toList();
    left = group.getRowCount();
    return idReader;
  }

  private void read(ColumnReader column) {
    if (!ParquetValues.isPresent(column)) {
      boolean isList = column.getDescriptor().getMaxRepetitionLevel() > 0;
      if (isList && !ParquetValues.hasPlace(column)) {
        return; // an empty list, or none
      }
      firstNull = firstNull < 0 ? count : firstNull;
    }
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
    }
    found[count++] = ParquetValues.isPresent(column) ? number(column) : Double.NaN;
  }

  private static double number(ColumnReader column) {
    return switch (type(column).getPrimitiveTypeName()) {
      case INT32 -> column.getInteger();
      case INT64 -> column.getLong();
      case FLOAT -> column.getFloat();
      case DOUBLE -> column.getDouble();
      default -> // float16
          Double.parseDouble(type(column).stringifier().stringify(column.getBinary()));
    };
  }

  private static PrimitiveType type(ColumnReader column) {
    return column.getDescriptor().getPrimitiveType();
  }

  /** The item of the row, or null. */
  @Nullable String id() {
    return id;
  }

  /** How many numbers the row has. */
  int count() {
    return count;
  }

  /** The place of the first of them that is null, or -1. */
  int firstNull() {
    return firstNull;
  }

  /** Copies the numbers into an array of their count. */
  void copy(double[] target) {
    System.arraycopy(found, 0, target, 0, count);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
