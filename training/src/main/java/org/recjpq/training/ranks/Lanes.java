package org.recjpq.training.ranks;

import java.util.Arrays;

/**
 * A scan of the catalogue for up to four histories at once: their levels lie side by side in longs,
 * 16 bits each, so that one addition serves four.
 *
 * <p>Each lane starts at 2¹⁵ less a bound, so that its top bit says whether an item's sum of levels
 * reaches the bound; with the distance to a lower bound added, it says the same of that one. No sum
 * carries into the next lane. Items at or above the upper bound are counted; those between the two
 * are told. A lane without bounds counts and tells nothing.
 */
final class Lanes {
  /** How many histories there are at most. */
  static final int COUNT = 4;

  /** Items between two looks at those that are told; what they need stays in the first cache. */
  static final int BLOCK = 512;

  private static final int BITS = Long.SIZE / COUNT;
  private static final int TOP_BIT = BITS - 1;
  private static final long ONES = 0x0001_0001_0001_0001L;
  private static final long TOP_BITS = ONES << TOP_BIT;

  /** Takes an item whose sum of levels is between the bounds of a lane. */
  @FunctionalInterface
  interface Between {
    void item(int lane, int item);
  }

  private final CodeRows codes;
  private final long[] table; // [m·b + 1]
  private long start;
  private long distance;
  private final int[] counts = new int[COUNT];
  private final long[] sums = new long[BLOCK];
  private final int[] places = new int[BLOCK];

  /** No lane has levels or bounds yet. */
  Lanes(CodeRows codes) {
    this.codes = codes;
    this.table = new long[codes.cells() + 1];
  }

  /** Gives a lane its levels, once. */
  void fill(int lane, Levels levels) {
    for (int cell = 0; cell < codes.cells(); cell++) {
      table[cell] |= (long) levels.level(cell) << (lane * BITS);
    }
  }

  /**
   * Gives a lane its bounds.
   *
   * @param told in [0, counted]: sums from here on are told, until they are counted
   * @param counted in [told, {@link Levels#NEVER}]
   */
  void bound(int lane, int told, int counted) {
    start = with(start, lane, Levels.NEVER - counted);
    distance = with(distance, lane, counted - told);
  }

  private static long with(long lanes, int lane, int value) {
    int shift = lane * BITS;
    return (lanes & ~(0xffffL << shift)) | ((long) value << shift);
  }

  /** How many of the items scanned so far were at or above the upper bound. */
  int count(int lane) {
    return counts[lane];
  }

  /**
   * Scans a block of items.
   *
   * @param first the first item
   * @param length how many, at most {@link #BLOCK}
   */
  void scan(int first, int length, Between between) {
    Arrays.fill(sums, 0, length, start);
    for (int part = 0; part < codes.parts() - 1; part++) {
      add(codes.part(part), first, length);
    }
    int told = compare(codes.part(codes.parts() - 1), first, length);
    for (int i = 0; i < told; i++) {
      tell(first + places[i], between);
    }
  }

  private void add(char[] cells, int first, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += levels(cells, first + i);
    }
  }

  /** Adds the last splits and compares; there is no branch in the loop. */
  private int compare(char[] cells, int first, int length) {
    long counted = 0;
    int told = 0;
    for (int i = 0; i < length; i++) {
      long sum = sums[i] + levels(cells, first + i);
      counted += (sum >>> TOP_BIT) & ONES;
      long between = between(sum);
      places[told] = i;
      told += (int) ((between | -between) >>> (Long.SIZE - 1)); // 1 unless it is 0
    }
    for (int lane = 0; lane < COUNT; lane++) {
      counts[lane] += (int) (counted >>> (lane * BITS)) & 0xffff;
    }
    return told;
  }

  /** The top bits of the lanes whose sum is between their bounds. */
  private long between(long sum) {
    return (sum + distance) & ~sum & TOP_BITS;
  }

  private long levels(char[] cells, int item) {
    int at = item * CodeRows.SPLITS_AT_ONCE;
    return table[cells[at]]
        + table[cells[at + 1]]
        + table[cells[at + 2]]
        + table[cells[at + 3]]
        + table[cells[at + 4]]
        + table[cells[at + 5]]
        + table[cells[at + 6]]
        + table[cells[at + 7]];
  }

  private void tell(int item, Between between) {
    long sum = start;
    for (int part = 0; part < codes.parts(); part++) {
      sum += levels(codes.part(part), item);
    }
    long left = between(sum);
    while (left != 0) {
      int lane = Long.numberOfTrailingZeros(left) / BITS;
      left &= left - 1;
      between.item(lane, item);
    }
  }
}
