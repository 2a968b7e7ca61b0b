package org.recjpq.assignment.transitions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.assignment.files.ChecksummedFile;
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
  private static final ChecksummedFile KIND =
      new ChecksummedFile("RecJPQtr", 1, "transitions", "train again");
  private static final int HEADER_BYTES = 64;
  private static final int VERSION_END = 12;
  private static final int CELLS_AT_ONCE = 1 << 14;

  private TransitionsFile() {}

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException if it cannot be written; it is then unchanged
   */
  public static void write(Path file, Transitions transitions) throws IOException {
    KIND.write(
        file,
        out -> {
          out.write(header(transitions));
          writeCells(transitions, out);
        });
  }

  /** The header after the version. */
  private static byte[] header(Transitions transitions) {
    return ChecksummedFile.littleEndian(HEADER_BYTES - VERSION_END)
        .putInt(transitions.items())
        .putInt(transitions.successors())
        .putInt(transitions.settings().window())
        .putDouble(transitions.settings().smoothing())
        .array();
  }

  private static void writeCells(Transitions transitions, OutputStream out) throws IOException {
    ByteBuffer buffer = ChecksummedFile.littleEndian(CELLS_AT_ONCE * Integer.BYTES);
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
    ByteBuffer header = KIND.header(file, HEADER_BYTES);
    int items = header.getInt();
    int successors = header.getInt();
    int window = header.getInt();
    double smoothing = header.getDouble();
    long bytes = (long) items * successors * Integer.BYTES;
    long size = Files.size(file);
    boolean possible = items > 0 && successors > 0 && bytes <= Integer.MAX_VALUE;
    if (!possible || HEADER_BYTES + bytes + Integer.BYTES != size) {
      throw KIND.damaged(file, "%d · %d successors".formatted(items, successors), size + " bytes");
    }
    KIND.verify(file);
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer cells = channel.map(FileChannel.MapMode.READ_ONLY, HEADER_BYTES, bytes);
      return new Transitions(
          new TransitionSettings(successors, window, smoothing),
          items,
          cells.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer());
    }
  }
}
