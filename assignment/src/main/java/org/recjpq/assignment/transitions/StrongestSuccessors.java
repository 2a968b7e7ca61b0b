package org.recjpq.assignment.transitions;

/** The best few of successors that are offered in ascending order, the largest sum first. */
final class StrongestSuccessors {
  private final int[] items;
  private final double[] sums;
  private final int[] counts;
  private int size;

  /** Keeps at most {@code most}, which is at least 1. */
  StrongestSuccessors(int most) {
    items = new int[most];
    sums = new double[most];
    counts = new int[most];
  }

  /** Forgets all. */
  void clear() {
    size = 0;
  }

  /** How many are kept. */
  int size() {
    return size;
  }

  /** The successor in a slot. */
  int item(int slot) {
    return items[slot];
  }

  /** Its sum. */
  double sum(int slot) {
    return sums[slot];
  }

  /** How often it was counted. */
  int count(int slot) {
    return counts[slot];
  }

  /** Keeps a successor if it is one of the best; behind those of larger or equal sums. */
  void offer(int item, double sum, int count) {
    if (size == items.length && sum <= sums[size - 1]) {
      return; // successors ascend: the lower one stays
    }
    int place = Math.min(size, items.length - 1);
    while (place > 0 && sums[place - 1] < sum) {
      items[place] = items[place - 1];
      sums[place] = sums[place - 1];
      counts[place] = counts[place - 1];
      place--;
    }
    items[place] = item;
    sums[place] = sum;
    counts[place] = count;
    size = Math.min(size + 1, items.length);
  }
}
