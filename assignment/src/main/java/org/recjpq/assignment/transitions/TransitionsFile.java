package org.recjpq.assignment.transitions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;

/**
 * A memory of transitions on disk: a header of 64 bytes, the cells [N, T] and a checksum, all
 * little-endian.
 *
 * <p>Header: the 8 characters {@code RecJPQtr}; int32 version, N, T and window; float64 smoothing;
 * zeros. The cells are int32, as {@link Transitions} describes them. The checksum is the CRC-32C of
 * everything before it, an int32. The file is mapped into memory, not read into the heap. NumPy
 * maps the cells by {@code numpy.memmap(path, "<i4", "r", 64, (N, T))}.
 */
public final class TransitionsFile {
  private static final byte[] MAGIC = {'R', 'e', 'c', 'J', 'P', 'Q', 't', 'r'};
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 64;
  private static final int CELLS_AT_ONCE = 1 << 14;

  private TransitionsFile() {}

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException if it cannot be written; it is then unchanged
   */
  public static void write(Path file, Transitions transitions) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          CRC32C checksum = new CRC32C();
          OutputStream checked = new CheckedOutputStream(out, checksum);
          checked.write(header(transitions).array());
          writeCells(transitions, checked);
          out.write(littleEndian(Integer.BYTES).putInt((int) checksum.getValue()).array());
        });
  }

  private static ByteBuffer header(Transitions transitions) {
    return littleEndian(HEADER_BYTES)
        .put(MAGIC)
        .putInt(VERSION)
        .putInt(transitions.items())
        .putInt(transitions.successors())
        .putInt(transitions.settings().window())
        .putDouble(transitions.settings().smoothing());
  }

  private static void writeCells(Transitions transitions, OutputStream out) throws IOException {
    ByteBuffer buffer = littleEndian(CELLS_AT_ONCE * Integer.BYTES);
    for (int item = 0; item < transitions.items(); item++) {
      for (int slot = 0; slot < transitions.successors(); slot++) {
        if (!buffer.hasRemaining()) {
          out.write(buffer.array());
          buffer.clear();
        }
        buffer.putInt(transitions.cell(item, slot));
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  /**
   * Maps what {@link #write} wrote.
   *
   * @throws DataException if the file has no transitions, is of another version, truncated or
   *     damaged
   * @throws IOException if it cannot be read
   */
  public static Transitions map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < HEADER_BYTES + Integer.BYTES || size > Integer.MAX_VALUE) {
        throw anotherKind(file);
      }
      ByteBuffer bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, size).order(ByteOrder.LITTLE_ENDIAN);
      return parse(file, bytes, (int) size);
    }
  }

  private static Transitions parse(Path file, ByteBuffer bytes, int size) {
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw anotherKind(file);
    }
    int version = bytes.getInt();
    if (version != VERSION) {
      throw new DataException(
          "%s: expected transitions of version %d, found version %d; train again"
              .formatted(file, VERSION, version));
    }
    int items = bytes.getInt();
    int successors = bytes.getInt();
    int window = bytes.getInt();
    double smoothing = bytes.getDouble();
    int end = size - Integer.BYTES;
    long cells = (long) items * successors;
    if (items < 1 || successors < 1 || HEADER_BYTES + cells * Integer.BYTES != end) {
      throw damaged(file, "%d · %d successors".formatted(items, successors), size + " bytes");
    }
    int stored = bytes.getInt(end);
    int computed = Checksums.crc32c(bytes.duplicate().position(0).limit(end));
    if (stored != computed) {
      throw damaged(file, "checksum %08x".formatted(stored), "%08x".formatted(computed));
    }
    ByteBuffer matrix =
        bytes.slice(HEADER_BYTES, end - HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return new Transitions(
        new TransitionSettings(successors, window, smoothing), items, matrix.asIntBuffer());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static DataException anotherKind(Path file) {
    return new DataException(
        file + ": expected transitions, found another kind of file; train again");
  }

  private static DataException damaged(Path file, String expected, String found) {
    return new DataException(
        "%s: damaged: expected %s, found %s; train again".formatted(file, expected, found));
  }
}
