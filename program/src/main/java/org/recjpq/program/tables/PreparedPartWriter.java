package org.recjpq.program.tables;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.prepared.PreparedRow;
import org.recjpq.assignment.prepared.PreparedRows;

/** Writes the parts of a prepared folder, each of so many items that it is read at ease. */
public final class PreparedPartWriter implements PreparedRows.Receiver, Closeable {
  private static final long ITEMS_OF_A_PART = 1L << 26;

  private final Path folder;
  private final boolean hasGaps;
  private final boolean hasRecency;
  private @Nullable ParquetWriter<PreparedRow> part;
  private int parts;
  private int rows;
  private long items; // of the current part
  private long allItems;

  /**
   * Writes into a folder that exists.
   *
   * @param hasGaps whether rows say which items come after a gap
   * @param hasRecency whether rows say what items count for because of their age
   */
  public PreparedPartWriter(Path folder, boolean hasGaps, boolean hasRecency) {
    this.folder = folder;
    this.hasGaps = hasGaps;
    this.hasRecency = hasRecency;
  }

  @Override
  public void accept(PreparedRow row) throws IOException {
    if (items >= ITEMS_OF_A_PART) {
      close();
    }
    if (part == null) {
      Path file = folder.resolve(String.format(Locale.ROOT, "part-%05d.parquet", parts++));
      part =
          new Builder(new LocalOutputFile(file), PreparedColumns.schema(hasGaps, hasRecency))
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .build();
    }
    part.write(row);
    rows++;
    items += row.items().length;
    allItems += row.items().length;
  }

  /** The number of rows written. */
  public int rows() {
    return rows;
  }

  /** The number of items in them. */
  public long items() {
    return allItems;
  }

  /** Completes the last part. */
  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
      part = null;
      items = 0;
    }
  }

  /** As the library asks for it. */
  private static final class Builder extends ParquetWriter.Builder<PreparedRow, Builder> {
    private final MessageType schema;

    Builder(OutputFile file, MessageType schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<PreparedRow> getWriteSupport(Configuration unused) {
      return new Rows(schema);
    }
  }

  /** Takes rows apart. */
  private static final class Rows extends WriteSupport<PreparedRow> {
    private final MessageType schema;
    private @Nullable RecordConsumer out;

    Rows(MessageType schema) {
      this.schema = schema;
    }

    @Override
    public WriteContext init(Configuration unused) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.out = consumer;
    }

    @Override
    public void write(PreparedRow row) {
      RecordConsumer consumer = Objects.requireNonNull(out);
      consumer.startMessage();
      field(
          consumer, PreparedColumns.USER, () -> consumer.addBinary(Binary.fromString(row.user())));
      list(consumer, PreparedColumns.ITEMS, row.items());
      integer(consumer, PreparedColumns.TRAIN_START, row.trainStart());
      integer(consumer, PreparedColumns.TRAIN_LENGTH, row.trainLength());
      cases(consumer, PreparedColumns.VALIDATION, row.validation());
      cases(consumer, PreparedColumns.TEST, row.test());
      if (schema.containsField(PreparedColumns.AFTER_GAP)) {
        list(consumer, PreparedColumns.AFTER_GAP, row.afterGap());
      }
      if (schema.containsField(PreparedColumns.RECENCY)) {
        float[] values = row.recency();
        list(consumer, PreparedColumns.RECENCY, values.length, i -> consumer.addFloat(values[i]));
      }
      consumer.endMessage();
    }

    private void field(RecordConsumer consumer, String name, Runnable value) {
      int index = schema.getFieldIndex(name);
      consumer.startField(name, index);
      value.run();
      consumer.endField(name, index);
    }

    private void integer(RecordConsumer consumer, String name, int value) {
      field(consumer, name, () -> consumer.addInteger(value));
    }

    private void list(RecordConsumer consumer, String name, int[] values) {
      list(consumer, name, values.length, i -> consumer.addInteger(values[i]));
    }

    private void cases(RecordConsumer consumer, String name, List<PreparedRow.Case> cases) {
      list(
          consumer,
          name,
          cases.size(),
          i -> {
            PreparedRow.Case one = cases.get(i);
            consumer.startGroup();
            part(consumer, PreparedColumns.START, 0, one.start());
            part(consumer, PreparedColumns.LENGTH, 1, one.length());
            part(consumer, PreparedColumns.TARGET, 2, one.target());
            consumer.endGroup();
          });
    }

    private static void part(RecordConsumer consumer, String name, int index, int value) {
      consumer.startField(name, index);
      consumer.addInteger(value);
      consumer.endField(name, index);
    }

    /** Writes a list of three levels. */
    private void list(RecordConsumer consumer, String name, int size, IntConsumer element) {
      field(
          consumer,
          name,
          () -> {
            consumer.startGroup();
            if (size > 0) {
              consumer.startField("list", 0);
              for (int i = 0; i < size; i++) {
                consumer.startGroup();
                consumer.startField("element", 0);
                element.accept(i);
                consumer.endField("element", 0);
                consumer.endGroup();
              }
              consumer.endField("list", 0);
            }
            consumer.endGroup();
          });
    }
  }
}
