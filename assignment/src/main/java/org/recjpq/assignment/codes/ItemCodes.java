package org.recjpq.assignment.codes;

import java.util.Objects;

/**
 * The frozen codes of all catalogue rows: {@code rows} × m sub-ids, each in [0, b).
 *
 * <p>The rows are the N items followed by padding and mask (see {@link
 * org.recjpq.assignment.sequences.Catalogue#SPECIAL_ROWS}). Row-major: one byte per sub-id for b ≤
 * 256, two for b ≤ 65,536, else four; in chunks of whole rows, so that rows · m may exceed the
 * maximum size of an array.
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
  private final char[][] chars; // [rows, m], used for b <= 65,536
  private final int[][] ints; // [rows, m], used for larger b

  private ItemCodes(CodeShape shape, int rows, int chunkCells) {
    int rowsThatFit = Math.max(1, chunkCells / shape.splits());
    this.shape = shape;
    this.rows = rows;
    this.chunkBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rowsThatFit);
    int chunks = (int) ((rows + (1L << chunkBits) - 1) >>> chunkBits);
    int bytesPerSubId = shape.bytesPerSubId();
    this.bytes = new byte[bytesPerSubId == Byte.BYTES ? chunks : 0][];
    this.chars = new char[bytesPerSubId == Short.BYTES ? chunks : 0][];
    this.ints = new int[bytesPerSubId == Integer.BYTES ? chunks : 0][];
    for (int chunk = 0; chunk < chunks; chunk++) {
      int cells = Math.min(rows - (chunk << chunkBits), 1 << chunkBits) * shape.splits();
      switch (bytesPerSubId) {
        case Byte.BYTES -> bytes[chunk] = new byte[cells];
        case Short.BYTES -> chars[chunk] = new char[cells];
        default -> ints[chunk] = new int[cells];
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
        codes.set(row >> codes.chunkBits, codes.inChunk(row) + split, subId);
      }
    }
    return codes;
  }

  private void set(int chunk, int cell, int subId) {
    switch (shape.bytesPerSubId()) {
      case Byte.BYTES -> bytes[chunk][cell] = (byte) subId;
      case Short.BYTES -> chars[chunk][cell] = (char) subId;
      default -> ints[chunk][cell] = subId;
    }
  }

  private int get(int chunk, int cell) {
    return switch (shape.bytesPerSubId()) {
      case Byte.BYTES -> Byte.toUnsignedInt(bytes[chunk][cell]);
      case Short.BYTES -> chars[chunk][cell];
      default -> ints[chunk][cell];
    };
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
    return get(row >> chunkBits, inChunk(row) + split);
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
    forEachRun(
        first,
        count,
        (chunk, from, to, cells) -> System.arraycopy(bytes[chunk], from, target, to, cells));
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
    forEachRun(
        first,
        count,
        (chunk, from, to, cells) -> {
          if (chars.length == 0) {
            System.arraycopy(ints[chunk], from, target, to, cells);
          } else {
            expand(chars[chunk], from, target, to, cells);
          }
        });
  }

  private static void expand(char[] source, int from, int[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] = source[from + i];
    }
  }

  /** Copies some cells of a chunk, from one place to another. */
  @FunctionalInterface
  private interface Run {
    void copy(int chunk, int from, int to, int cells);
  }

  private void forEachRun(int first, int count, Run copied) {
    Objects.checkFromIndexSize(first, count, rows);
    int done = 0;
    while (done < count) {
      int row = first + done;
      int run = Math.min(count - done, (1 << chunkBits) - (row & (1 << chunkBits) - 1));
      copied.copy(row >> chunkBits, inChunk(row), done * shape.splits(), run * shape.splits());
      done += run;
    }
  }
}
