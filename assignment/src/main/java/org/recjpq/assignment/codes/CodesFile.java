package org.recjpq.assignment.codes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.recjpq.assignment.files.AtomicFiles;
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
  private static final byte[] MAGIC = {'R', 'e', 'c', 'J', 'P', 'Q', 'i', 'c'};
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 64;
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
    AtomicFiles.write(
        file,
        out -> {
          CRC32C checksum = new CRC32C();
          OutputStream checked = new CheckedOutputStream(out, checksum);
          checked.write(header(codes).array());
          writeMatrix(codes, checked);
          out.write(littleEndian(Integer.BYTES).putInt((int) checksum.getValue()).array());
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
    Header header = readHeader(file);
    verify(file, header);
    try (InputStream in = open(file)) {
      in.skipNBytes(HEADER_BYTES);
      return ItemCodes.generate(header.shape(), header.rows(), new StoredSubIds(in, header));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static ByteBuffer header(ItemCodes codes) {
    CodeShape shape = codes.shape();
    return littleEndian(HEADER_BYTES)
        .put(MAGIC)
        .putInt(VERSION)
        .putInt(shape.splits())
        .putInt(shape.subIds())
        .putInt(shape.bytesPerSubId())
        .putLong(codes.rows());
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

  private static Header readHeader(Path file) throws IOException {
    byte[] bytes = new byte[HEADER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      int found = in.readNBytes(bytes, 0, HEADER_BYTES);
      if (found < HEADER_BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        throw new DataException(
            file
                + ": expected item codes, found another kind of file; pass a file that recjpq"
                + " assign wrote");
      }
    }
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = header.getInt(MAGIC.length);
    if (version != VERSION) {
      throw new DataException(
          "%s: expected item codes of version %d, found version %d; assign the codes again"
              .formatted(file, VERSION, version));
    }
    header.position(MAGIC.length + Integer.BYTES);
    return parse(file, header);
  }

  private static Header parse(Path file, ByteBuffer header) {
    int splits = header.getInt();
    int subIds = header.getInt();
    int bytesPerSubId = header.getInt();
    long rows = header.getLong();
    if (splits < 1 || subIds < 1 || rows < 0 || rows > Integer.MAX_VALUE) {
      throw damaged(file, "splits, sub-ids and rows", splits + ", " + subIds + ", " + rows);
    }
    CodeShape shape = new CodeShape(splits, subIds);
    boolean older = bytesPerSubId == Integer.BYTES && shape.bytesPerSubId() == Short.BYTES;
    if (bytesPerSubId != shape.bytesPerSubId() && !older) {
      throw damaged(file, shape.bytesPerSubId() + " bytes a sub-id", String.valueOf(bytesPerSubId));
    }
    return new Header(shape, (int) rows, bytesPerSubId);
  }

  /** Checks length and checksum, so that reading afterwards returns what was written. */
  private static void verify(Path file, Header header) throws IOException {
    long size = Files.size(file);
    if (size != header.fileBytes()) {
      throw damaged(file, header.fileBytes() + " bytes", String.valueOf(size));
    }
    try (InputStream in = open(file)) {
      int computed = checksum(in, size - Integer.BYTES);
      int stored = readInt(in);
      if (computed != stored) {
        throw damaged(file, "checksum %08x".formatted(stored), "%08x".formatted(computed));
      }
    }
  }

  private static int checksum(InputStream in, long length) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    long rest = length;
    while (rest > 0) {
      int read = in.readNBytes(buffer, 0, (int) Math.min(BUFFER_BYTES, rest));
      if (read == 0) {
        break; // the file became shorter; then the checksum differs
      }
      checksum.update(buffer, 0, read);
      rest -= read;
    }
    return (int) checksum.getValue();
  }

  private static int readInt(InputStream in) throws IOException {
    return littleEndian(Integer.BYTES).put(in.readNBytes(Integer.BYTES)).getInt(0);
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static DataException damaged(Path file, String expected, String found) {
    return new DataException(
        "%s: damaged: expected %s, found %s; assign the codes again"
            .formatted(file, expected, found));
  }

  /** The sub-ids of a verified file, in its order. */
  private static final class StoredSubIds implements ItemCodes.SubIds {
    private final InputStream in;
    private final int bytesPerSubId;
    private ByteBuffer read = littleEndian(0);

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
