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
 * Counts of the transitions of a memory on disk: a header of 64 bytes, the counts [N, T] and a
 * checksum, all little-endian.
 *
 * <p>Header: the 8 characters {@code RecJPQtc}; int32 version, N and T; zeros. The counts are
 * unsigned 16-bit integers, as {@link TransitionCounts} describes them. The checksum is the CRC-32C
 * of everything before it, an int32. The file is mapped into memory. NumPy maps the counts by
 * {@code numpy.memmap(path, "<u2", "r", 64, (N, T))}.
 */
public final class TransitionCountsFile {
  private static final ChecksummedFile KIND =
      new ChecksummedFile(
          "RecJPQtc", 1, "counts of transitions", "delete the file to go without them");
  private static final int HEADER_BYTES = 64;
  private static final int VERSION_END = 12;

  private TransitionCountsFile() {}

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException if it cannot be written; it is then unchanged
   */
  public static void write(Path file, TransitionCounts counts) throws IOException {
    KIND.write(
        file,
        out -> {
          out.write(
              ChecksummedFile.littleEndian(HEADER_BYTES - VERSION_END)
                  .putInt(counts.items())
                  .putInt(counts.successors())
                  .array());
          writeRows(counts, out);
        });
  }

  private static void writeRows(TransitionCounts counts, OutputStream out) throws IOException {
    ByteBuffer row = ChecksummedFile.littleEndian(counts.bytesPerItem());
    for (int item = 0; item < counts.items(); item++) {
      row.clear();
      for (int slot = 0; slot < counts.successors(); slot++) {
        row.putChar((char) counts.count(item, slot));
      }
      out.write(row.array());
    }
  }

  /**
   * Maps what {@link #write} wrote.
   *
   * @param transitions the memory whose transitions were counted
   * @throws DataException if the file has no counts, or those of another memory, is of another
   *     version, truncated or damaged
   * @throws IOException if it cannot be read
   */
  public static TransitionCounts map(Path file, Transitions transitions) throws IOException {
    ByteBuffer header = KIND.header(file, HEADER_BYTES);
    int items = header.getInt();
    int successors = header.getInt();
    if (items != transitions.items() || successors != transitions.successors()) {
      throw KIND.damaged(
          file,
          "%d · %d counts".formatted(transitions.items(), transitions.successors()),
          "%d · %d".formatted(items, successors));
    }
    long bytes = (long) items * successors * Character.BYTES;
    long size = Files.size(file);
    if (HEADER_BYTES + bytes + Integer.BYTES != size) {
      throw KIND.damaged(file, "%d · %d counts".formatted(items, successors), size + " bytes");
    }
    KIND.verify(file);
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer counts = channel.map(FileChannel.MapMode.READ_ONLY, HEADER_BYTES, bytes);
      return new TransitionCounts(
          items, successors, counts.order(ByteOrder.LITTLE_ENDIAN).asCharBuffer());
    }
  }
}
