package org.recjpq.training.baselines;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** One fixed order of all items, the same for every user. Memory: 4 bytes per item. */
public final class ItemOrder {
  private final int[] places; // [N], position of each item, 0 for the first

  private ItemOrder(int[] places) {
    this.places = places;
  }

  /**
   * The item with the largest count first, ties to the lower index.
   *
   * @param counts [N], none negative
   */
  public static ItemOrder byCounts(int[] counts) {
    return sorted(counts.clone(), IntUnaryOperator.identity());
  }

  /**
   * The item with the largest count first, ties in the order that they have here.
   *
   * @param counts [N], none negative
   */
  ItemOrder refinedBy(int[] counts) {
    int[] items = items();
    return sorted(counts.clone(), place -> items[place]);
  }

  /**
   * Sorts by counting how many items have each count: stable, O(N + largest count).
   *
   * @param counts become the positions
   * @param items the item at each position before
   */
  private static ItemOrder sorted(int[] counts, IntUnaryOperator items) {
    int[] next = new int[Arrays.stream(counts).max().orElse(0) + 1]; // by count: a free position
    for (int count : counts) {
      next[count]++;
    }
    int place = 0;
    for (int count = next.length - 1; count >= 0; count--) {
      int withCount = next[count];
      next[count] = place;
      place += withCount;
    }
    for (int before = 0; before < counts.length; before++) {
      int item = items.applyAsInt(before);
      counts[item] = next[counts[item]]++;
    }
    return new ItemOrder(counts);
  }

  /** N. */
  int size() {
    return places.length;
  }

  /** All items in this order, [N]. */
  public int[] items() {
    int[] items = new int[places.length];
    for (int item = 0; item < items.length; item++) {
      items[places[item]] = item;
    }
    return items;
  }

  /**
   * The first {@code length} of {@code items}, which has all items in this order, without some.
   *
   * @param without ascending
   */
  static int[] first(int[] items, int length, int[] without) {
    return Arrays.stream(items)
        .filter(item -> Arrays.binarySearch(without, item) < 0)
        .limit(length)
        .toArray();
  }

  boolean isBefore(int item, int other) {
    return places[item] < places[other];
  }

  /**
   * The rank of {@code item}, 1 for the first, when the distinct items {@code without} are left
   * out.
   */
  int rank(int item, int[] without) {
    int rank = places[item] + 1;
    for (int other : without) {
      rank -= isBefore(other, item) ? 1 : 0;
    }
    return rank;
  }
}
