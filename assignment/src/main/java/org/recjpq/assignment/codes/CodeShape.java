package org.recjpq.assignment.codes;

/**
 * The sizes of an item code.
 *
 * @param splits sub-ids an item has (m in the papers), at least 1
 * @param subIds values that one sub-id can take (b in the papers), at least 1; up to {@link
 *     #BYTE_SUB_IDS} a sub-id is stored in one byte, beyond that in four
 */
public record CodeShape(int splits, int subIds) {
  /** The most values that fit an unsigned byte. */
  public static final int BYTE_SUB_IDS = 256;

  /** Eight splits of 256 sub-ids, as in the RecJPQ study. */
  public static final CodeShape DEFAULT = new CodeShape(8, BYTE_SUB_IDS);

  public CodeShape {
    if (splits < 1) {
      throw new IllegalArgumentException("splits must be at least 1, found " + splits);
    }
    if (subIds < 1) {
      throw new IllegalArgumentException("subIds must be at least 1, found " + subIds);
    }
  }

  /** Bytes that one sub-id takes in memory and on disk. */
  public int bytesPerSubId() {
    return subIds <= BYTE_SUB_IDS ? Byte.BYTES : Integer.BYTES;
  }
}
