package org.recjpq.assignment.transitions;

import java.nio.CharBuffer;
import java.nio.IntBuffer;

/**
 * A memory in the making, item by item: takes the successors of an item with what they count for,
 * and keeps the strongest. For callers who count transitions elsewhere, such as on many machines.
 *
 * <p>Memory: 4 bytes for each successor that is kept, and 2 for its count.
 */
public final class SuccessorRows {
  private final TransitionSettings settings;
  private final int items;
  private final int bits;
  private final int[] cells; // [N, T]
  private final char[] times; // how often each was counted, [N, T]

  /**
   * A memory without successors.
   *
   * @param settings with at least one successor
   * @param items N
   * @throws IllegalArgumentException if the memory would be too large
   */
  public SuccessorRows(TransitionSettings settings, int items) {
    this.settings = settings;
    this.items = items;
    this.bits = Transitions.weightBits(items);
    this.cells = new int[Transitions.size(items, settings)];
    this.times = new char[cells.length];
  }

  /** The successors of one item. */
  public static final class Row {
    private final StrongestSuccessors best;
    private double total;

    /** Keeps at most so many, at least 1. */
    public Row(int successors) {
      this.best = new StrongestSuccessors(successors);
    }

    /** Forgets all. */
    public void clear() {
      best.clear();
      total = 0;
    }

    /**
     * Adds all transitions to a successor. Successors ascend, as sums of another order may differ
     * in their last bits.
     *
     * @param sum of what they count for, added up from the shortest distance on
     * @param count how many they are
     */
    public void add(int successor, double sum, int count) {
      total += sum;
      best.offer(successor, sum, count);
    }

    /** How many successors are kept. */
    public int size() {
      return best.size();
    }

    /** The successor in a slot, the strongest first. */
    public int item(int slot) {
      return best.item(slot);
    }

    /** How often it was counted. */
    public int count(int slot) {
      return best.count(slot);
    }

    /** Its share of all transitions from the item. */
    public double share(int slot) {
      return best.sum(slot) / total;
    }
  }

  /** Sets the successors of an item; items may come in any order, each from one thread. */
  public void set(int item, Row row) {
    for (int slot = 0; slot < row.size(); slot++) {
      set(item, slot, row.item(slot), row.share(slot), row.count(slot));
    }
  }

  /**
   * Sets a successor of an item.
   *
   * @param slot its place, the strongest first
   * @param share of the transitions from the item, in (0, 1]
   * @param count how often it was counted
   */
  public void set(int item, int slot, int successor, double share, int count) {
    int cell = item * settings.successors() + slot;
    cells[cell] = Transitions.cell(settings, bits, successor, settings.weight(share));
    times[cell] = (char) Math.min(TransitionCounts.MOST, count);
  }

  /** The memory, with its counts; nothing may be set from now on. */
  public Transitions result() {
    return new Transitions(settings, items, IntBuffer.wrap(cells))
        .withCounts(new TransitionCounts(items, settings.successors(), CharBuffer.wrap(times)));
  }
}
