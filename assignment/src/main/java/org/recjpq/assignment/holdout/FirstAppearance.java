package org.recjpq.assignment.holdout;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.TimeOrder;

/** The order of items in a catalogue. */
final class FirstAppearance {
  /** Stands for no position in the log, or no item. */
  private static final int NONE = -1;

  private FirstAppearance() {}

  /**
   * The items of some interactions in order of their first appearance in time, equal times in the
   * order of the log.
   *
   * @param roles of all interactions, by {@link Interactions#index}
   * @param role role of the interactions to consider
   * @return position of each item in the log's {@linkplain Interactions#itemIds ids}
   */
  static int[] items(Interactions log, byte[] roles, byte role) {
    int[] positions = firstPositions(log, roles, role);
    int[] items = itemsByPosition(positions);
    IntToLongFunction time = item -> log.timeAt(positions[item]);
    if (isAscending(items, time)) {
      return items; // as in a log sorted by time; copies of a large log cost memory
    }
    int[] order = TimeOrder.of(Arrays.stream(items).mapToLong(time).toArray());
    return Arrays.stream(order).map(i -> items[i]).toArray();
  }

  /** Position in the log of each item's earliest interaction, or {@link #NONE}. */
  private static int[] firstPositions(Interactions log, byte[] roles, byte role) {
    int[] positions = new int[log.itemIds().size()];
    Arrays.fill(positions, NONE);
    for (int user = 0; user < log.users(); user++) {
      int first = log.index(user, 0);
      for (int i = 0; i < log.length(user); i++) {
        if (roles[first + i] == role) {
          int item = log.item(user, i);
          int position = log.position(user, i);
          if (positions[item] == NONE || isEarlier(log, position, positions[item])) {
            positions[item] = position;
          }
        }
      }
    }
    return positions;
  }

  private static boolean isEarlier(Interactions log, int position, int other) {
    long time = log.timeAt(position);
    long otherTime = log.timeAt(other);
    return time < otherTime || (time == otherTime && position < other);
  }

  /** The items that have a position, in the order of positions, which are distinct. */
  private static int[] itemsByPosition(int[] positions) {
    int rows = 1 + Arrays.stream(positions).max().orElse(NONE);
    int[] items = new int[rows]; // by position first
    Arrays.fill(items, NONE);
    for (int item = 0; item < positions.length; item++) {
      if (positions[item] != NONE) {
        items[positions[item]] = item;
      }
    }
    int count = 0;
    for (int item : items) {
      if (item != NONE) {
        items[count++] = item;
      }
    }
    return count == rows ? items : Arrays.copyOf(items, count);
  }

  private static boolean isAscending(int[] items, IntToLongFunction time) {
    for (int i = 1; i < items.length; i++) {
      if (time.applyAsLong(items[i]) < time.applyAsLong(items[i - 1])) {
        return false;
      }
    }
    return true;
  }
}
