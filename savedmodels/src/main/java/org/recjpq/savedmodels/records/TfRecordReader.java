package org.recjpq.savedmodels.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.assignment.files.DataException;

/** Reads the files that {@link TfRecordWriter} writes into memory. */
public final class TfRecordReader {
  private TfRecordReader() {}

  /**
   * The data of all records of {@code file}, in their order.
   *
   * @throws DataException if a record is incomplete or its checksums are wrong
   * @throws IOException if the file cannot be read
   */
  public static List<byte[]> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (in.hasRemaining()) {
      int start = in.position();
      if (in.remaining() < TfRecordWriter.HEADER_BYTES + TfRecordWriter.FOOTER_BYTES) {
        throw broken(file, start);
      }
      long length = in.getLong();
      boolean isHeader = in.getInt() == TfRecordWriter.maskedCrc(in.slice(start, Long.BYTES));
      if (!isHeader || length < 0 || length > in.remaining() - TfRecordWriter.FOOTER_BYTES) {
        throw broken(file, start);
      }
      byte[] data = new byte[(int) length];
      in.get(data);
      if (in.getInt() != TfRecordWriter.maskedCrc(ByteBuffer.wrap(data))) {
        throw broken(file, start);
      }
      records.add(data);
    }
    return records;
  }

  private static DataException broken(Path file, int start) {
    return new DataException(
        "%s: expected a complete TFRecord at byte %d, found other bytes; write the file again"
            .formatted(file, start));
  }
}
