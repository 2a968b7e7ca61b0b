package org.recjpq.assignment.search;

/**
 * For each sub-id of one split the items that have it, in ascending order, with their codes.
 *
 * <p>Flat: the lists lie behind each other, without padding, so that a sub-id that most items share
 * costs no more memory than any other. A list carries the codes of its items, because looking them
 * up in a table of all items is a cache miss for each. (4 + m)·N bytes.
 */
final class InvertedLists {
  private final int[] starts; // [b + 1], where in items a list starts
  private final int[] items; // [N]
  private final CodeColumns codes; // in the order of items

  InvertedLists(ItemTable table, int split) {
    starts = starts(table, split);
    items = new int[table.items()];
    int[] ends = starts.clone();
    for (int item = 0; item < items.length; item++) {
      items[ends[table.subId(item, split)]++] = item;
    }
    codes = new CodeColumns(table, position -> items[position]);
  }

  private static int[] starts(ItemTable table, int split) {
    int[] starts = new int[table.subIds() + 1];
    for (int item = 0; item < table.items(); item++) {
      starts[table.subId(item, split) + 1]++;
    }
    for (int subId = 1; subId < starts.length; subId++) {
      starts[subId] += starts[subId - 1];
    }
    return starts;
  }

  /** How many items have {@code subId}. */
  int length(int subId) {
    return end(subId) - start(subId);
  }

  /** The first position of the list of {@code subId}. */
  int start(int subId) {
    return starts[subId];
  }

  /** The position behind the list of {@code subId}. */
  int end(int subId) {
    return starts[subId + 1];
  }

  /** The item at {@code position}. */
  int item(int position) {
    return items[position];
  }

  /** The codes of the items in the order of their positions. */
  CodeColumns codes() {
    return codes;
  }
}
