package org.recjpq.assignment.search;

import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * The codes of some consecutive items, copied to where a scan finds them in the cache.
 *
 * <p>A table has a number for each sub-id of each split, and zeros for further splits up to a
 * multiple of {@value #SPLITS_AT_ONCE}. So what is read past the end of a code, which is the next
 * code or a zero, adds nothing.
 */
abstract class CodeBlock {
  /** So many lookups stand in one expression, which is what makes them quick. */
  static final int SPLITS_AT_ONCE = 8;

  final ItemCodes codes;
  private final int width; // numbers of a table for a split

  private CodeBlock(ItemCodes codes, int width) {
    this.codes = codes;
    this.width = width;
  }

  /** Room for {@code most} codes. */
  static CodeBlock of(ItemCodes codes, int most) {
    int room = most * codes.shape().splits() + SPLITS_AT_ONCE;
    return codes.shape().bytesPerSubId() == Byte.BYTES
        ? new OfBytes(codes, room)
        : new OfInts(codes, room);
  }

  /** How many numbers a table has. */
  int tableSize() {
    return parts() * SPLITS_AT_ONCE * width;
  }

  /** Where in a table the number of a sub-id stands. */
  int cell(int split, int subId) {
    return split * width + subId;
  }

  /**
   * Copies the codes of {@code count} items from {@code first} on, and adds a table's numbers of
   * each to its sum.
   */
  void addTo(long[] sums, int first, int count, long[] table) {
    copy(first, count);
    for (int part = 0; part < parts(); part++) {
      addSplits(sums, count, part * SPLITS_AT_ONCE, table);
    }
  }

  private int parts() {
    return (codes.shape().splits() + SPLITS_AT_ONCE - 1) / SPLITS_AT_ONCE;
  }

  abstract void copy(int first, int count);

  /** The same for the splits from {@code from} on, {@value #SPLITS_AT_ONCE} of them. */
  abstract void addSplits(long[] sums, int count, int from, long[] table);

  /** Sub-ids that are unsigned bytes. */
  private static final class OfBytes extends CodeBlock {
    private static final int WIDTH = CodeShape.BYTE_SUB_IDS;

    private final byte[] subIds; // [count, m] and some more

    OfBytes(ItemCodes codes, int room) {
      super(codes, WIDTH);
      this.subIds = new byte[room];
    }

    @Override
    void copy(int first, int count) {
      codes.copy(first, count, subIds);
    }

    @Override
    void addSplits(long[] sums, int count, int from, long[] table) {
      // No lookup needs a check where the compiler sees the length: that saves a fifth of the time.
      long[] part = new long[SPLITS_AT_ONCE * WIDTH];
      System.arraycopy(table, from * WIDTH, part, 0, part.length);
      int splits = codes.shape().splits();
      for (int i = 0; i < count; i++) {
        int at = i * splits + from;
        sums[i] +=
            part[subIds[at] & 0xff]
                + part[WIDTH + (subIds[at + 1] & 0xff)]
                + part[2 * WIDTH + (subIds[at + 2] & 0xff)]
                + part[3 * WIDTH + (subIds[at + 3] & 0xff)]
                + part[4 * WIDTH + (subIds[at + 4] & 0xff)]
                + part[5 * WIDTH + (subIds[at + 5] & 0xff)]
                + part[6 * WIDTH + (subIds[at + 6] & 0xff)]
                + part[7 * WIDTH + (subIds[at + 7] & 0xff)];
      }
    }
  }

  /** Sub-ids that take more than a byte. */
  private static final class OfInts extends CodeBlock {
    private final int[] subIds; // [count, m] and some more

    OfInts(ItemCodes codes, int room) {
      super(codes, codes.shape().subIds());
      this.subIds = new int[room];
    }

    @Override
    void copy(int first, int count) {
      codes.copy(first, count, subIds);
    }

    @Override
    void addSplits(long[] sums, int count, int from, long[] table) {
      int splits = codes.shape().splits();
      int width = codes.shape().subIds();
      int start = from * width;
      for (int i = 0; i < count; i++) {
        int at = i * splits + from;
        sums[i] +=
            table[start + subIds[at]]
                + table[start + width + subIds[at + 1]]
                + table[start + 2 * width + subIds[at + 2]]
                + table[start + 3 * width + subIds[at + 3]]
                + table[start + 4 * width + subIds[at + 4]]
                + table[start + 5 * width + subIds[at + 5]]
                + table[start + 6 * width + subIds[at + 6]]
                + table[start + 7 * width + subIds[at + 7]];
      }
    }
  }
}
