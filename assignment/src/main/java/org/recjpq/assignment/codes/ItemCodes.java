package org.recjpq.assignment.codes;

import java.util.Objects;

/**
 * The frozen codes of all catalogue rows: {@code rows} × m sub-ids, each in [0, b).
 *
 * <p>The rows are the N items followed by padding and mask (see {@link
 * org.recjpq.assignment.sequences.Catalogue#SPECIAL_ROWS}). Row-major: one byte per sub-id for b ≤
 * 256, else four; in chunks of whole rows, so that rows · m may exceed the maximum size of an
 * array.
 */
public final class ItemCodes {
  /** Chooses one sub-id. */
  @FunctionalInterface
  public interface SubIds {
    /** The sub-id of {@code row} in {@code split}, in [0, b). */
    int subId(int row, int split);
  }

  private static final int CHUNK_CELLS = 1 << 26;

  private final CodeShape shape;
  private final int rows;
  private final int chunkBits; // a chunk has 2^chunkBits rows, the last one may have fewer
  private final byte[][] bytes; // [rows, m], used for b <= 256
  private final int[][] ints; // [rows, m], used for larger b

  private ItemCodes(CodeShape shape, int rows, int chunkCells) {
    int rowsThatFit = Math.max(1, chunkCells / shape.splits());
    this.shape = shape;
    this.rows = rows;
    this.chunkBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rowsThatFit);
    int chunks = (int) ((rows + (1L << chunkBits) - 1) >>> chunkBits);
    this.bytes = new byte[inBytes() ? chunks : 0][];
    this.ints = new int[inBytes() ? 0 : chunks][];
    for (int chunk = 0; chunk < chunks; chunk++) {
      int cells = Math.min(rows - (chunk << chunkBits), 1 << chunkBits) * shape.splits();
      if (inBytes()) {
        bytes[chunk] = new byte[cells];
      } else {
        ints[chunk] = new int[cells];
      }
    }
  }

  /**
   * Fills codes row by row, split by split.
   *
   * @throws IllegalArgumentException if a sub-id is not in [0, b)
   */
  public static ItemCodes generate(CodeShape shape, int rows, SubIds subIds) {
    return generate(shape, rows, subIds, CHUNK_CELLS);
  }

  /**
   * The same with chunks of about {@code chunkCells} sub-ids, which affects only the memory layout.
   */
  static ItemCodes generate(CodeShape shape, int rows, SubIds subIds, int chunkCells) {
    ItemCodes codes = new ItemCodes(shape, rows, chunkCells);
    for (int row = 0; row < rows; row++) {
      for (int split = 0; split < shape.splits(); split++) {
        int subId = subIds.subId(row, split);
        if (subId < 0 || subId >= shape.subIds()) {
          throw new IllegalArgumentException(
              "sub-ids must lie in [0, %d), found %d in row %d, split %d"
                  .formatted(shape.subIds(), subId, row, split));
        }
        int cell = codes.inChunk(row) + split;
        if (codes.inBytes()) {
          codes.bytes[row >> codes.chunkBits][cell] = (byte) subId;
        } else {
          codes.ints[row >> codes.chunkBits][cell] = subId;
        }
      }
    }
    return codes;
  }

  private boolean inBytes() {
    return shape.bytesPerSubId() == Byte.BYTES;
  }

  /** Position in its chunk at which a row begins. */
  private int inChunk(int row) {
    return (row & (1 << chunkBits) - 1) * shape.splits();
  }

  /** Splits and sub-ids of every code. */
  public CodeShape shape() {
    return shape;
  }

  /** Number of rows with a code: the items, padding and mask. */
  public int rows() {
    return rows;
  }

  /** The sub-id of {@code row} in {@code split}, in [0, b). */
  public int subId(int row, int split) {
    Objects.checkIndex(row, rows);
    Objects.checkIndex(split, shape.splits());
    int cell = inChunk(row) + split;
    return inBytes()
        ? Byte.toUnsignedInt(bytes[row >> chunkBits][cell])
        : ints[row >> chunkBits][cell];
  }

  /**
   * Copies the sub-ids of {@code count} rows from {@code first} on, row after row, to the beginning
   * of {@code target}.
   *
   * @param target at least count · m cells: bytes, taken as unsigned, for b ≤ 256
   * @throws IllegalArgumentException if sub-ids need more than one byte
   */
  public void copy(int first, int count, byte[] target) {
    if (!inBytes()) {
      throw new IllegalArgumentException(
          "expected at most 256 sub-ids per split, found " + shape.subIds());
    }
    copy(bytes, first, count, target);
  }

  /**
   * The same for b > 256.
   *
   * @param target at least count · m cells
   * @throws IllegalArgumentException if sub-ids need only one byte
   */
  public void copy(int first, int count, int[] target) {
    if (inBytes()) {
      throw new IllegalArgumentException(
          "expected more than 256 sub-ids per split, found " + shape.subIds());
    }
    copy(ints, first, count, target);
  }

  private void copy(Object[] chunks, int first, int count, Object target) {
    Objects.checkFromIndexSize(first, count, rows);
    int done = 0;
    while (done < count) {
      int row = first + done;
      int run = Math.min(count - done, (1 << chunkBits) - (row & (1 << chunkBits) - 1));
      System.arraycopy(
          chunks[row >> chunkBits],
          inChunk(row),
          target,
          done * shape.splits(),
          run * shape.splits());
      done += run;
    }
  }
}
