package org.recjpq.program.tables;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.prepared.PartReader;
import org.recjpq.assignment.prepared.PreparedRow;
import org.recjpq.assignment.prepared.PreparedRows;

/** Reads the parts of a prepared folder, written by this program or by Spark. */
@AutoService(PartReader.class)
public final class PreparedPartReader implements PartReader {
  @Override
  public PreparedRows rows(List<Path> parts) {
    return receiver -> {
      for (Path part : parts) {
        read(part, receiver);
      }
    };
  }

  private static void read(Path part, PreparedRows.Receiver receiver) throws IOException {
    try (ParquetFileReader reader = opened(part)) {
      ParquetTableReader.requireKnownCompression(part, reader.getFooter());
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (PageReadStore group = next(part, reader); group != null; group = next(part, reader)) {
        var store =
            new ColumnReadStoreImpl(
                group,
                new DummyRecordConverter(schema).getRootConverter(),
                schema,
                reader.getFooter().getFileMetaData().getCreatedBy());
        Group columns = new Group(part, schema, store);
        for (long row = 0; row < group.getRowCount(); row++) {
          receiver.accept(row(part, columns));
        }
      }
    }
  }

  private static ParquetFileReader opened(Path part) {
    try {
      return ParquetFileReader.open(new LocalInputFile(part));
    } catch (IOException | RuntimeException broken) {
      throw ParquetTableReader.damaged(part, broken);
    }
  }

  private static @Nullable PageReadStore next(Path part, ParquetFileReader reader) {
    try {
      return reader.readNextRowGroup();
    } catch (IOException | RuntimeException broken) {
      throw ParquetTableReader.damaged(part, broken);
    }
  }

  private static PreparedRow row(Path part, Group columns) {
    try {
      return columns.row();
    } catch (DataException stated) {
      throw stated;
    } catch (RuntimeException broken) {
      throw ParquetTableReader.damaged(part, broken);
    }
  }

  /** The columns of a group of rows. */
  private static final class Group {
    private final Path part;
    private final Map<String, ColumnReader> columns = new HashMap<>();

    Group(Path part, MessageType schema, ColumnReadStore store) {
      this.part = part;
      for (ColumnDescriptor column : schema.getColumns()) {
        String[] path = column.getPath();
        boolean isCase =
            path[0].equals(PreparedColumns.VALIDATION) || path[0].equals(PreparedColumns.TEST);
        columns.put(
            isCase ? inCase(path[0], path[path.length - 1]) : path[0],
            store.getColumnReader(column));
      }
    }

    private static String inCase(String cases, String column) {
      return cases + "." + column;
    }

    PreparedRow row() {
      ColumnReader user = column(PreparedColumns.USER, PrimitiveTypeName.BINARY);
      String id = value(user, PreparedColumns.USER).getBinary().toStringUsingUTF8();
      user.consume();
      return new PreparedRow(
          id,
          ints(PreparedColumns.ITEMS),
          single(PreparedColumns.TRAIN_START),
          single(PreparedColumns.TRAIN_LENGTH),
          cases(PreparedColumns.VALIDATION),
          cases(PreparedColumns.TEST),
          columns.containsKey(PreparedColumns.AFTER_GAP)
              ? ints(PreparedColumns.AFTER_GAP)
              : new int[0],
          columns.containsKey(PreparedColumns.RECENCY)
              ? floats(PreparedColumns.RECENCY)
              : new float[0]);
    }

    private List<PreparedRow.Case> cases(String name) {
      int[] starts = ints(inCase(name, PreparedColumns.START));
      int[] lengths = ints(inCase(name, PreparedColumns.LENGTH));
      int[] targets = ints(inCase(name, PreparedColumns.TARGET));
      List<PreparedRow.Case> cases = new ArrayList<>(starts.length);
      for (int i = 0; i < starts.length; i++) {
        cases.add(new PreparedRow.Case(starts[i], lengths[i], targets[i]));
      }
      return cases;
    }

    private ColumnReader column(String name, PrimitiveTypeName type) {
      ColumnReader column = columns.get(name);
      if (column == null) {
        throw wrong("a column " + name, "none");
      }
      PrimitiveTypeName found = column.getDescriptor().getPrimitiveType().getPrimitiveTypeName();
      if (found != type) {
        throw wrong("column %s of type %s".formatted(name, type), String.valueOf(found));
      }
      return column;
    }

    private ColumnReader value(ColumnReader column, String name) {
      if (!ParquetValues.isPresent(column)) {
        throw wrong("a value in column " + name, "null");
      }
      return column;
    }

    private int single(String name) {
      ColumnReader column = column(name, PrimitiveTypeName.INT32);
      int value = value(column, name).getInteger();
      column.consume();
      return value;
    }

    private int[] ints(String name) {
      ColumnReader column = column(name, PrimitiveTypeName.INT32);
      int[] values = new int[16];
      int size = 0;
      do {
        if (isElement(column, name)) {
          values = size < values.length ? values : Arrays.copyOf(values, 2 * size);
          values[size++] = column.getInteger();
        }
        column.consume();
      } while (column.getCurrentRepetitionLevel() > 0);
      return Arrays.copyOf(values, size);
    }

    private float[] floats(String name) {
      ColumnReader column = column(name, PrimitiveTypeName.FLOAT);
      float[] values = new float[16];
      int size = 0;
      do {
        if (isElement(column, name)) {
          values = size < values.length ? values : Arrays.copyOf(values, 2 * size);
          values[size++] = column.getFloat();
        }
        column.consume();
      } while (column.getCurrentRepetitionLevel() > 0);
      return Arrays.copyOf(values, size);
    }

    /** Whether a list has an element here, and not its end. */
    private boolean isElement(ColumnReader column, String name) {
      if (!ParquetValues.isPresent(column) && ParquetValues.hasPlace(column)) {
        throw wrong("numbers in column " + name, "null");
      }
      return ParquetValues.isPresent(column);
    }

    private DataException wrong(String expected, String found) {
      return new DataException(
          "%s: expected %s, found %s; prepare the log again".formatted(part, expected, found));
    }
  }
}
