package org.recjpq.training.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.recjpq.assignment.files.ChecksummedFile;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;

/**
 * First values of parameters on disk.
 *
 * <p>A header of 16 bytes: the 8 characters {@code RecJPQfv}, int32 version, int32 number of
 * tables. Each table: int32 length of the parameter's name, the name in UTF-8, int32 rows, int32
 * columns, and the float32 numbers in row-major order. At the end an int32, the CRC-32C of
 * everything before it. All numbers are little-endian.
 */
final class FirstValuesFile {
  private static final ChecksummedFile KIND =
      new ChecksummedFile("RecJPQfv", 1, "first values", "restore it or begin a new run");
  private static final int HEADER_BYTES = 16;
  private static final int LONGEST_NAME = 1 << 10;

  private FirstValuesFile() {}

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException if it cannot be written; it is then unchanged
   */
  static void write(Path file, FirstValues values) throws IOException {
    KIND.write(
        file,
        out -> {
          out.write(ints(values.tables().size()));
          for (Map.Entry<String, VectorTable> table : values.tables().entrySet()) {
            byte[] name = table.getKey().getBytes(StandardCharsets.UTF_8);
            out.write(ints(name.length));
            out.write(name);
            writeTable(table.getValue(), out);
          }
        });
  }

  private static void writeTable(VectorTable table, OutputStream out) throws IOException {
    out.write(ints(table.rows(), table.columns()));
    ByteBuffer bytes = ChecksummedFile.littleEndian(table.columns() * Float.BYTES);
    for (int row = 0; row < table.rows(); row++) {
      bytes.asFloatBuffer().put(table.array(row), table.offset(row), table.columns());
      out.write(bytes.array());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if the file is of another kind or version, or damaged
   */
  static FirstValues read(Path file) throws IOException {
    int count = KIND.header(file, HEADER_BYTES).getInt();
    KIND.verify(file);
    try (InputStream in = ChecksummedFile.open(file, HEADER_BYTES)) {
      Map<String, VectorTable> tables = new HashMap<>();
      for (int i = 0; i < count; i++) {
        int length = ints(file, in, 1)[0];
        if (length < 0 || length > LONGEST_NAME) {
          throw KIND.damaged(
              file, "a name of at most " + LONGEST_NAME + " bytes", length + " bytes");
        }
        byte[] name = bytes(file, in, length);
        tables.put(new String(name, StandardCharsets.UTF_8), table(file, in));
      }
      return new FirstValues(tables);
    }
  }

  private static VectorTable table(Path file, InputStream in) throws IOException {
    int[] size = ints(file, in, 2);
    long bytes = (long) size[0] * size[1] * Float.BYTES;
    if (size[0] < 0 || size[1] < 1 || bytes > Files.size(file)) {
      throw KIND.damaged(
          file, "a table that fits into it", size[0] + " rows of " + size[1] + " numbers");
    }
    VectorTable table = new VectorTable(size[0], size[1]);
    for (int row = 0; row < size[0]; row++) {
      ByteBuffer.wrap(bytes(file, in, size[1] * Float.BYTES))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(table.array(row), table.offset(row), size[1]);
    }
    return table;
  }

  private static int[] ints(Path file, InputStream in, int count) throws IOException {
    int[] ints = new int[count];
    ByteBuffer.wrap(bytes(file, in, count * Integer.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(ints);
    return ints;
  }

  private static byte[] bytes(Path file, InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw KIND.damaged(file, count + " more bytes", String.valueOf(bytes.length));
    }
    return bytes;
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ChecksummedFile.littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }
}
