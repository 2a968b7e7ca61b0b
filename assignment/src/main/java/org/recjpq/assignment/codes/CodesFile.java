package org.recjpq.assignment.codes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.assignment.files.ChecksummedFile;
import org.recjpq.assignment.files.DataException;

/**
 * Item codes on disk: a header of 64 bytes, the matrix [rows, m] and a checksum, all little-endian.
 *
 * <p>Header: the 8 characters {@code RecJPQic}; int32 version, m, b and bytes per sub-id (1 for b ≤
 * 256, 2 for b ≤ 65,536, else 4; older files have 4 for all b above 256); int64 rows; zeros. The
 * rows are the N items in order of the catalogue, then padding and mask. The checksum is the
 * CRC-32C of everything before it, an int32. NumPy maps the matrix by {@code numpy.memmap(path,
 * "uint8", "r", 64, (rows, m))}, or {@code "<u2"} and {@code "<i4"} for 2 and 4 bytes per sub-id.
 */
public final class CodesFile {
  private static final ChecksummedFile KIND =
      new ChecksummedFile("RecJPQic", 1, "item codes", "assign the codes again");
  private static final int HEADER_BYTES = 64;
  private static final int VERSION_END = 12;
  private static final int BUFFER_BYTES = 1 << 16;

  private record Header(CodeShape shape, int rows, int bytesPerSubId) {
    long fileBytes() {
      long matrixBytes = (long) rows * shape.splits() * bytesPerSubId;
      return HEADER_BYTES + matrixBytes + Integer.BYTES;
    }
  }

  private CodesFile() {}

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException if it cannot be written; it is then unchanged
   */
  public static void write(Path file, ItemCodes codes) throws IOException {
    KIND.write(
        file,
        out -> {
          out.write(header(codes));
          writeMatrix(codes, out);
        });
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if the file has no item codes, is of another version, truncated or
   *     damaged
   * @throws IOException if it cannot be read
   */
  public static ItemCodes read(Path file) throws IOException {
    Header header = parse(file, KIND.header(file, HEADER_BYTES));
    long size = Files.size(file);
    if (size != header.fileBytes()) {
      throw KIND.damaged(file, header.fileBytes() + " bytes", String.valueOf(size));
    }
    KIND.verify(file);
    try (InputStream in = ChecksummedFile.open(file, HEADER_BYTES)) {
      return ItemCodes.generate(header.shape(), header.rows(), new StoredSubIds(in, header));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The header after the version. */
  private static byte[] header(ItemCodes codes) {
    CodeShape shape = codes.shape();
    return ChecksummedFile.littleEndian(HEADER_BYTES - VERSION_END)
        .putInt(shape.splits())
        .putInt(shape.subIds())
        .putInt(shape.bytesPerSubId())
        .putLong(codes.rows())
        .array();
  }

  private static void writeMatrix(ItemCodes codes, OutputStream out) throws IOException {
    CodeShape shape = codes.shape();
    int rowsAtOnce = rowsAtOnce(shape);
    for (int row = 0; row < codes.rows(); row += rowsAtOnce) {
      int count = Math.min(rowsAtOnce, codes.rows() - row);
      if (shape.bytesPerSubId() == Byte.BYTES) {
        byte[] piece = new byte[count * shape.splits()];
        codes.copy(row, count, piece);
        out.write(piece);
      } else {
        int[] piece = new int[count * shape.splits()];
        codes.copy(row, count, piece);
        out.write(encoded(piece, shape.bytesPerSubId()));
      }
    }
  }

  /** Sub-ids in two bytes or four each. */
  private static byte[] encoded(int[] subIds, int bytesPerSubId) {
    byte[] bytes = new byte[subIds.length * bytesPerSubId];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int subId : subIds) {
      if (bytesPerSubId == Short.BYTES) {
        buffer.putShort((short) subId);
      } else {
        buffer.putInt(subId);
      }
    }
    return bytes;
  }

  /** Number of rows that fit into a buffer, at least one. */
  private static int rowsAtOnce(CodeShape shape) {
    return Math.max(1, BUFFER_BYTES / (shape.splits() * shape.bytesPerSubId()));
  }

  private static Header parse(Path file, ByteBuffer header) {
    int splits = header.getInt();
    int subIds = header.getInt();
    int bytesPerSubId = header.getInt();
    long rows = header.getLong();
    if (splits < 1 || subIds < 1 || rows < 0 || rows > Integer.MAX_VALUE) {
      throw KIND.damaged(file, "splits, sub-ids and rows", splits + ", " + subIds + ", " + rows);
    }
    CodeShape shape = new CodeShape(splits, subIds);
    boolean older = bytesPerSubId == Integer.BYTES && shape.bytesPerSubId() == Short.BYTES;
    if (bytesPerSubId != shape.bytesPerSubId() && !older) {
      throw KIND.damaged(
          file, shape.bytesPerSubId() + " bytes a sub-id", String.valueOf(bytesPerSubId));
    }
    return new Header(shape, (int) rows, bytesPerSubId);
  }

  /** The sub-ids of a verified file, in its order. */
  private static final class StoredSubIds implements ItemCodes.SubIds {
    private final InputStream in;
    private final int bytesPerSubId;
    private ByteBuffer read = ChecksummedFile.littleEndian(0);

    StoredSubIds(InputStream in, Header header) {
      this.in = in;
      this.bytesPerSubId = header.bytesPerSubId();
    }

    @Override
    public int subId(int row, int split) {
      if (!read.hasRemaining()) {
        fill();
      }
      return switch (bytesPerSubId) {
        case Byte.BYTES -> Byte.toUnsignedInt(read.get());
        case Short.BYTES -> Short.toUnsignedInt(read.getShort());
        default -> read.getInt();
      };
    }

    /** The buffer holds whole sub-ids; the last buffer also holds the checksum. */
    private void fill() {
      try {
        read = ByteBuffer.wrap(in.readNBytes(BUFFER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
