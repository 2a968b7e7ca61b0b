package org.recjpq.training.baselines;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One fixed order of all items, the same for every user. Memory: 8 bytes an item. */
final class ItemOrder {
  private final int[] items; // [N], the first item first
  private final int[] places; // [N], where each item stands in items

  private ItemOrder(int[] items) {
    this.items = items;
    places = new int[items.length];
    for (int place = 0; place < items.length; place++) {
      places[items[place]] = place;
    }
  }

  /** The item with the largest count first; ties to the lower index. */
  static ItemOrder byCounts(int[] counts) {
    return new ItemOrder(IntStream.range(0, counts.length).toArray()).refinedBy(counts);
  }

  /** The item with the largest count first; ties in the order that they have here. */
  ItemOrder refinedBy(int[] counts) {
    long[] keys = new long[counts.length];
    for (int place = 0; place < keys.length; place++) {
      keys[place] = ((long) -counts[items[place]] << Integer.SIZE) | place;
    }
    Arrays.sort(keys);
    return new ItemOrder(Arrays.stream(keys).mapToInt(key -> items[(int) key]).toArray());
  }

  /** N. */
  int size() {
    return items.length;
  }

  boolean isBefore(int item, int other) {
    return places[item] < places[other];
  }

  /**
   * The rank of {@code item}, 1 for the first, when the different items {@code without} are out.
   */
  int rank(int item, int[] without) {
    int rank = places[item] + 1;
    for (int other : without) {
      rank -= isBefore(other, item) ? 1 : 0;
    }
    return rank;
  }
}
