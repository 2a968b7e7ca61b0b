package org.recjpq.assignment.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file of any size, mapped into memory for reading: its pages are loaded when they are read, and
 * the operating system may drop them again. Little-endian. Thread-safe.
 */
public final class LargeMap {
  private static final int PIECE_BITS = 30;
  private static final int PIECE_BYTES = 1 << PIECE_BITS;

  private final ByteBuffer[] pieces;
  private final long size;

  private LargeMap(ByteBuffer[] pieces, long size) {
    this.pieces = pieces;
    this.size = size;
  }

  /**
   * Maps a whole file, which must not change afterwards.
   *
   * @throws IOException if it cannot be read
   */
  public static LargeMap of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer[] pieces = new ByteBuffer[(int) ((size + PIECE_BYTES - 1) >> PIECE_BITS)];
      for (int piece = 0; piece < pieces.length; piece++) {
        long start = (long) piece << PIECE_BITS;
        pieces[piece] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, start, Math.min(PIECE_BYTES, size - start))
                .order(ByteOrder.LITTLE_ENDIAN);
      }
      return new LargeMap(pieces, size);
    }
  }

  /** Number of bytes. */
  public long size() {
    return size;
  }

  /**
   * The int32 at a position.
   *
   * @param position a multiple of 4
   */
  public int getInt(long position) {
    return piece(position).getInt(inPiece(position));
  }

  /**
   * The int64 at a position.
   *
   * @param position a multiple of 8
   */
  public long getLong(long position) {
    return piece(position).getLong(inPiece(position));
  }

  /** A copy of the bytes from {@code start} to {@code end - 1}. */
  public byte[] bytes(long start, long end) {
    Objects.checkFromToIndex(start, end, size);
    byte[] bytes = new byte[Math.toIntExact(end - start)];
    int done = 0;
    while (done < bytes.length) {
      int from = inPiece(start + done);
      int count = Math.min(bytes.length - done, PIECE_BYTES - from);
      piece(start + done).get(from, bytes, done, count);
      done += count;
    }
    return bytes;
  }

  private ByteBuffer piece(long position) {
    return pieces[(int) (position >> PIECE_BITS)];
  }

  private static int inPiece(long position) {
    return (int) (position & (PIECE_BYTES - 1));
  }
}
