package org.recjpq.assignment.search;

import java.util.Arrays;
import org.recjpq.assignment.codes.CodeShape;

/**
 * A scan of all items for up to four sequences at once: their levels are packed into longs, 16 bits
 * each, so that one addition serves four.
 *
 * <p>Each lane starts at 2¹⁵ minus a bound, so that its top bit says whether an item's sum of
 * levels reaches the bound; after adding the distance to a lower bound, it says the same for that
 * one. No sum carries into the next lane. Items at or above the upper bound are counted; those
 * between the two are close and are passed on one by one. A lane without bounds has neither.
 */
final class Lanes {
  /** Maximum number of sequences. */
  static final int COUNT = 4;

  /** Maximum number of items per block, whose data fits into the second-level cache. */
  private static final int BLOCK = 1 << 13;

  private static final int FIRST_BLOCK = 1 << 9;

  /** Usually, none among this many items is close. */
  private static final int GROUP = 32;

  private static final int BITS = Long.SIZE / COUNT;
  private static final int TOP_BIT = BITS - 1;
  private static final long ONES = 0x0001_0001_0001_0001L;
  private static final long TOP_BITS = ONES << TOP_BIT;

  /** Receives an item whose sum of levels is between the bounds of a lane. */
  @FunctionalInterface
  interface CloseItems {
    void accept(int lane, int item);
  }

  private final SearchedItems items;
  private final CodeBlock block;
  private final long[] table; // levels, in the layout of the block
  private long start;
  private long distance;
  private final int[] above = new int[COUNT];
  private final long[] sums; // [block]

  /** Creates lanes without levels and bounds. */
  Lanes(SearchedItems items) {
    int most = Math.min(items.count(), BLOCK);
    this.items = items;
    this.block = CodeBlock.of(items.shape(), most);
    this.table = new long[block.tableSize()];
    this.sums = new long[most];
  }

  /** Sets the levels of a lane, once. */
  void setLevels(int lane, Levels levels) {
    CodeShape shape = items.shape();
    for (int split = 0; split < shape.splits(); split++) {
      for (int subId = 0; subId < shape.subIds(); subId++) {
        long level = levels.level(split * shape.subIds() + subId);
        table[block.cell(split, subId)] |= level << (lane * BITS);
      }
    }
  }

  /**
   * Sets the bounds of a lane.
   *
   * @param lower in [0, upper]: items whose levels add up to at least this are close
   * @param upper in [lower, {@link Levels#NEVER}]: items from here on are counted instead
   */
  void setBounds(int lane, int lower, int upper) {
    start = with(start, lane, Levels.NEVER - upper);
    distance = with(distance, lane, upper - lower);
  }

  private static long with(long lanes, int lane, int value) {
    int shift = lane * BITS;
    return (lanes & ~(0xffffL << shift)) | ((long) value << shift);
  }

  /** Number of items scanned so far at or above the upper bound. */
  int countAbove(int lane) {
    return above[lane];
  }

  /**
   * Scans all items, in ascending order.
   *
   * @param beforeBlock run before each block, to move the bounds; blocks are small at first, when
   *     bounds rise fast
   */
  void scan(Runnable beforeBlock, CloseItems close) {
    int length;
    for (int first = 0; first < items.count(); first += length) {
      int most = Math.min(BLOCK, Math.max(FIRST_BLOCK, first));
      length = Math.min(most, items.count() - first);
      beforeBlock.run();
      scan(first, length, close);
    }
  }

  private void scan(int first, int length, CloseItems close) {
    Arrays.fill(sums, 0, length, start);
    block.addLevels(items.codes(), first, length, table, sums);
    for (int from = 0; from < length; from += GROUP) {
      int to = Math.min(from + GROUP, length);
      if (count(from, to)) {
        handOver(first, from, to, close);
      }
    }
  }

  /** Counts the items of a group; returns whether any of them is close. The loop has no branch. */
  private boolean count(int from, int to) {
    long counted = 0;
    long anyClose = 0;
    for (int i = from; i < to; i++) {
      counted += (sums[i] >>> TOP_BIT) & ONES;
      anyClose |= between(sums[i]);
    }
    for (int lane = 0; lane < COUNT; lane++) {
      above[lane] += (int) (counted >>> (lane * BITS)) & 0xffff;
    }
    return anyClose != 0;
  }

  private void handOver(int first, int from, int to, CloseItems close) {
    for (int i = from; i < to; i++) {
      long left = between(sums[i]);
      while (left != 0) {
        int lane = Long.numberOfTrailingZeros(left) / BITS;
        left &= left - 1;
        close.accept(lane, first + i);
      }
    }
  }

  /** The top bits of the lanes whose sum is between their bounds. */
  private long between(long sum) {
    return (sum + distance) & ~sum & TOP_BITS;
  }
}
