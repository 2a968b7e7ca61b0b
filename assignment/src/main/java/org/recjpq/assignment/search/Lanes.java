package org.recjpq.assignment.search;

import java.util.Arrays;
import org.recjpq.assignment.codes.CodeShape;

/**
 * A scan of all items for up to four sequences at once: their levels lie side by side in longs, 16
 * bits each, so that one addition serves four.
 *
 * <p>Each lane starts at 2¹⁵ less a bound, so that its top bit says whether an item's sum of levels
 * reaches the bound; with the distance to a lower bound added, it says the same of that one. No sum
 * carries into the next lane. Items at or above the upper bound are counted; those between the two
 * are close and are handed over one by one. A lane without bounds has neither.
 */
final class Lanes {
  /** How many sequences there are at most. */
  static final int COUNT = 4;

  /** The most items of a block; what they need stays in the second-level cache. */
  private static final int BLOCK = 1 << 13;

  private static final int FIRST_BLOCK = 1 << 9;

  /** So many items have none that is close, as a rule. */
  private static final int GROUP = 32;

  private static final int BITS = Long.SIZE / COUNT;
  private static final int TOP_BIT = BITS - 1;
  private static final long ONES = 0x0001_0001_0001_0001L;
  private static final long TOP_BITS = ONES << TOP_BIT;

  /** Takes an item whose sum of levels is between the bounds of a lane. */
  @FunctionalInterface
  interface CloseItems {
    void accept(int lane, int item);
  }

  private final SearchedItems items;
  private final CodeBlock block;
  private final long[] table; // levels, as the block wants them
  private long start;
  private long distance;
  private final int[] above = new int[COUNT];
  private final long[] sums; // [block]

  /** No lane has levels or bounds yet. */
  Lanes(SearchedItems items) {
    int most = Math.min(items.count(), BLOCK);
    this.items = items;
    this.block = CodeBlock.of(items.shape(), most);
    this.table = new long[block.tableSize()];
    this.sums = new long[most];
  }

  /** Gives a lane its levels, once. */
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
   * Gives a lane its bounds.
   *
   * @param lower in [0, upper]: items whose levels add up to at least this are close
   * @param upper in [lower, {@link Levels#NEVER}]: from here on they are counted instead
   */
  void setBounds(int lane, int lower, int upper) {
    start = with(start, lane, Levels.NEVER - upper);
    distance = with(distance, lane, upper - lower);
  }

  private static long with(long lanes, int lane, int value) {
    int shift = lane * BITS;
    return (lanes & ~(0xffffL << shift)) | ((long) value << shift);
  }

  /** How many of the items scanned so far were at or above the upper bound. */
  int countAbove(int lane) {
    return above[lane];
  }

  /**
   * Scans all items, in ascending order.
   *
   * @param beforeBlock run before each block, so that bounds can be moved: at first often, when
   *     they rise fast
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

  /** Counts the items of a group; whether any of them is close. No branch is in the loop. */
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
