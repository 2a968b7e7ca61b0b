package org.recjpq.assignment.logs;

import java.util.Arrays;

/** Sorts by time without an object a value: O(n log n), and 8 to 24 bytes a value on the way. */
public final class TimeOrder {
  private TimeOrder() {}

  /**
   * The indexes of {@code times}, earliest first; equal times keep their order.
   *
   * @param times any values, left as they are
   */
  public static int[] of(long[] times) {
    int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(times.length - 1, 0));
    long[] keys = fromLeast(times); // above the index, so that equal times keep their order
    if (!fit(keys, Long.SIZE - 1 - indexBits)) {
      keys = ranks(times);
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i] = keys[i] << indexBits | i;
    }
    Arrays.parallelSort(keys);
    long indexMask = (1L << indexBits) - 1;
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (keys[i] & indexMask);
    }
    return order;
  }

  /** The distance of each time from the earliest, as an unsigned number. */
  private static long[] fromLeast(long[] times) {
    long least = Long.MAX_VALUE;
    for (long time : times) {
      least = Math.min(least, time);
    }
    long[] distances = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      distances[i] = times[i] - least;
    }
    return distances;
  }

  private static boolean fit(long[] distances, int bits) {
    long all = 0;
    for (long distance : distances) {
      all |= distance;
    }
    return all >>> bits == 0;
  }

  /** How many times are earlier than each. */
  private static long[] ranks(long[] times) {
    long[] sorted = times.clone();
    Arrays.parallelSort(sorted);
    long[] ranks = new long[times.length];
    Arrays.setAll(ranks, i -> firstIndexOf(sorted, times[i]));
    return ranks;
  }

  /** The lowest index at which {@code value}, which is there, stands in {@code ascending}. */
  private static int firstIndexOf(long[] ascending, long value) {
    int low = 0;
    int high = ascending.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
