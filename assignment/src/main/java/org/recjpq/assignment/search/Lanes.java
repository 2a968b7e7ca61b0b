package org.recjpq.assignment.search;

import java.util.Arrays;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

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

  /** The most items of a block; what they need stays in the second cache. */
  static final int BLOCK = 1 << 13;

  /** Items of which none is told, as a rule. */
  private static final int GROUP = 32;

  private static final int BITS = Long.SIZE / COUNT;
  private static final int TOP_BIT = BITS - 1;
  private static final long ONES = 0x0001_0001_0001_0001L;
  private static final long TOP_BITS = ONES << TOP_BIT;

  /** Takes an item whose sum of levels is between the bounds of a lane. */
  @FunctionalInterface
  interface Between {
    void item(int lane, int item);
  }

  private final CodeShape shape;
  private final CodeBlock block;
  private final long[] table; // levels, as the block wants them
  private long start;
  private long distance;
  private final int[] counts = new int[COUNT];
  private final long[] sums; // [block]

  /**
   * No lane has levels or bounds yet.
   *
   * @param items N
   */
  Lanes(ItemCodes codes, int items) {
    int most = Math.min(items, BLOCK);
    this.shape = codes.shape();
    this.block = CodeBlock.of(codes, most);
    this.table = new long[block.tableSize()];
    this.sums = new long[most];
  }

  /** Gives a lane its levels, once. */
  void fill(int lane, Levels levels) {
    for (int split = 0; split < shape.splits(); split++) {
      for (int subId = 0; subId < shape.subIds(); subId++) {
        long level = levels.level(split * shape.subIds() + subId);
        table[block.cell(split, subId)] |= level << (lane * BITS);
      }
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
    block.addTo(sums, first, length, table);
    for (int from = 0; from < length; from += GROUP) {
      int to = Math.min(from + GROUP, length);
      if (count(from, to)) {
        tell(first, from, to, between);
      }
    }
  }

  /** Counts the items of a group; whether any of them is to be told. No branch is in the loop. */
  private boolean count(int from, int to) {
    long counted = 0;
    long told = 0;
    for (int i = from; i < to; i++) {
      counted += (sums[i] >>> TOP_BIT) & ONES;
      told |= between(sums[i]);
    }
    for (int lane = 0; lane < COUNT; lane++) {
      counts[lane] += (int) (counted >>> (lane * BITS)) & 0xffff;
    }
    return told != 0;
  }

  private void tell(int first, int from, int to, Between between) {
    for (int i = from; i < to; i++) {
      long left = between(sums[i]);
      while (left != 0) {
        int lane = Long.numberOfTrailingZeros(left) / BITS;
        left &= left - 1;
        between.item(lane, first + i);
      }
    }
  }

  /** The top bits of the lanes whose sum is between their bounds. */
  private long between(long sum) {
    return (sum + distance) & ~sum & TOP_BITS;
  }
}
