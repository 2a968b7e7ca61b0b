package org.recjpq.assignment.search;

import org.recjpq.assignment.codes.ItemCodes;

/**
 * For each sub-id of one split, the items that have it, in ascending order, with their codes.
 *
 * <p>Flat: the lists are stored consecutively, without padding, so that a sub-id that most items
 * share needs no extra memory. A list includes the codes of its items, because looking them up in a
 * table of all items is a cache miss for each. (4 + m)·N bytes for b ≤ 256.
 */
final class InvertedLists {
  private final int[] starts; // [b + 1], start of each list in items
  private final int[] items; // [N]
  private final ItemCodes codes; // in the order of items

  InvertedLists(SearchedItems searched, int split) {
    starts = starts(searched, split);
    items = new int[searched.count()];
    int[] ends = starts.clone();
    for (int item = 0; item < items.length; item++) {
      items[ends[searched.subId(item, split)]++] = item;
    }
    codes =
        ItemCodes.generate(
            searched.shape(), items.length, (row, other) -> searched.subId(items[row], other));
  }

  private static int[] starts(SearchedItems searched, int split) {
    int[] starts = new int[searched.shape().subIds() + 1];
    for (int item = 0; item < searched.count(); item++) {
      starts[searched.subId(item, split) + 1]++;
    }
    for (int subId = 1; subId < starts.length; subId++) {
      starts[subId] += starts[subId - 1];
    }
    return starts;
  }

  /** Number of items with {@code subId}. */
  int length(int subId) {
    return end(subId) - start(subId);
  }

  /** The first row of the list of {@code subId}. */
  int start(int subId) {
    return starts[subId];
  }

  /** The row after the list of {@code subId}. */
  int end(int subId) {
    return starts[subId + 1];
  }

  /** The item of a row. */
  int item(int row) {
    return items[row];
  }

  /** The codes of all rows. */
  ItemCodes codes() {
    return codes;
  }
}
