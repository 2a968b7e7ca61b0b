package org.recjpq.training.runs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.recjpq.assignment.files.AtomicFiles;
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
  private static final byte[] MAGIC = "RecJPQfv".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int LONGEST_NAME = 1 << 10;

  private FirstValuesFile() {}

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException if it cannot be written; it is then unchanged
   */
  static void write(Path file, FirstValues values) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          CRC32C checksum = new CRC32C();
          OutputStream checked = new CheckedOutputStream(out, checksum);
          checked.write(MAGIC);
          checked.write(ints(VERSION, values.tables().size()));
          for (Map.Entry<String, VectorTable> table : values.tables().entrySet()) {
            byte[] name = table.getKey().getBytes(StandardCharsets.UTF_8);
            checked.write(ints(name.length));
            checked.write(name);
            writeTable(table.getValue(), checked);
          }
          out.write(ints((int) checksum.getValue()));
        });
  }

  private static void writeTable(VectorTable table, OutputStream out) throws IOException {
    out.write(ints(table.rows(), table.columns()));
    ByteBuffer bytes = littleEndian(table.columns() * Float.BYTES);
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
    CRC32C checksum = new CRC32C();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      CheckedInputStream checked = new CheckedInputStream(in, checksum);
      if (!Arrays.equals(MAGIC, checked.readNBytes(MAGIC.length))) {
        throw damaged(file, "first values", "another kind of file");
      }
      int version = ints(file, checked, 1)[0];
      if (version != VERSION) {
        throw damaged(file, "version " + VERSION, "version " + version);
      }
      Map<String, VectorTable> tables = new HashMap<>();
      int count = ints(file, checked, 1)[0];
      for (int i = 0; i < count; i++) {
        int length = ints(file, checked, 1)[0];
        if (length < 0 || length > LONGEST_NAME) {
          throw damaged(file, "a name of at most " + LONGEST_NAME + " bytes", length + " bytes");
        }
        byte[] name = bytes(file, checked, length);
        tables.put(new String(name, StandardCharsets.UTF_8), table(file, checked));
      }
      int computed = (int) checksum.getValue();
      int stored = ints(file, in, 1)[0];
      if (computed != stored || in.read() >= 0) {
        throw damaged(
            file, "checksum %08x".formatted(stored), "%08x, or more bytes".formatted(computed));
      }
      return new FirstValues(tables);
    }
  }

  private static VectorTable table(Path file, InputStream in) throws IOException {
    int[] size = ints(file, in, 2);
    long bytes = (long) size[0] * size[1] * Float.BYTES;
    if (size[0] < 0 || size[1] < 1 || bytes > Files.size(file)) {
      throw damaged(
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
      throw damaged(file, count + " more bytes", String.valueOf(bytes.length));
    }
    return bytes;
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static DataException damaged(Path file, String expected, String found) {
    return new DataException(
        "%s: damaged: expected %s, found %s; restore it or begin a new run"
            .formatted(file, expected, found));
  }
}
