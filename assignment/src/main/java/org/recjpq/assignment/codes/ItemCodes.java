package org.recjpq.assignment.codes;

import java.util.Objects;

/**
 * The frozen codes of all catalogue rows: {@code rows} × m sub-ids, each in [0, b).
 *
 * <p>The rows are the N items followed by padding and mask (see {@link
 * org.recjpq.assignment.sequences.Catalogue#SPECIAL_ROWS}). Row-major: one byte a sub-id for b ≤
 * 256, else four.
 */
public final class ItemCodes {
  /** Chooses one sub-id. */
  @FunctionalInterface
  public interface SubIds {
    /** The sub-id of {@code row} in {@code split}, in [0, b). */
    int subId(int row, int split);
  }

  private final CodeShape shape;
  private final int rows;
  private final byte[] bytes; // [rows, m], used for b <= 256
  private final int[] ints; // [rows, m], used for larger b

  private ItemCodes(CodeShape shape, int rows) {
    int cells = Math.multiplyExact(rows, shape.splits());
    this.shape = shape;
    this.rows = rows;
    this.bytes = shape.bytesPerSubId() == 1 ? new byte[cells] : new byte[0];
    this.ints = shape.bytesPerSubId() == 1 ? new int[0] : new int[cells];
  }

  /**
   * Fills codes row by row, split by split.
   *
   * @throws IllegalArgumentException if {@code subIds} leaves [0, b)
   */
  public static ItemCodes generate(CodeShape shape, int rows, SubIds subIds) {
    ItemCodes codes = new ItemCodes(shape, rows);
    int cell = 0;
    for (int row = 0; row < rows; row++) {
      for (int split = 0; split < shape.splits(); split++) {
        int subId = subIds.subId(row, split);
        if (subId < 0 || subId >= shape.subIds()) {
          throw new IllegalArgumentException(
              "sub-ids must lie in [0, %d), found %d in row %d, split %d"
                  .formatted(shape.subIds(), subId, row, split));
        }
        if (codes.bytes.length > 0) {
          codes.bytes[cell] = (byte) subId;
        } else {
          codes.ints[cell] = subId;
        }
        cell++;
      }
    }
    return codes;
  }

  /** Splits and sub-ids of every code. */
  public CodeShape shape() {
    return shape;
  }

  /** How many rows have a code: the items, padding and mask. */
  public int rows() {
    return rows;
  }

  /** The sub-id of {@code row} in {@code split}, in [0, b). */
  public int subId(int row, int split) {
    Objects.checkIndex(row, rows);
    Objects.checkIndex(split, shape.splits());
    int cell = row * shape.splits() + split;
    return bytes.length > 0 ? Byte.toUnsignedInt(bytes[cell]) : ints[cell];
  }
}
