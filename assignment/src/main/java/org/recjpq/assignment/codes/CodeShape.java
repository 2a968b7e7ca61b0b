package org.recjpq.assignment.codes;

/**
 * The sizes of an item code.
 *
 * @param splits sub-ids per item (m in the papers), at least 1
 * @param subIds values that one sub-id can take (b in the papers), at least 1; a sub-id is stored
 *     in one byte if there are at most {@link #BYTE_SUB_IDS} values, in two if there are at most
 *     {@link #SHORT_SUB_IDS}, else in four
 */
public record CodeShape(int splits, int subIds) {
  /** Number of values of an unsigned byte. */
  public static final int BYTE_SUB_IDS = 256;

  /** Number of values of an unsigned short. */
  public static final int SHORT_SUB_IDS = 1 << 16;

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

  /** Bytes per sub-id in memory and on disk. */
  public int bytesPerSubId() {
    return subIds <= BYTE_SUB_IDS
        ? Byte.BYTES
        : subIds <= SHORT_SUB_IDS ? Short.BYTES : Integer.BYTES;
  }
}
