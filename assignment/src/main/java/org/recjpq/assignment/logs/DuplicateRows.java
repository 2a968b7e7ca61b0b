package org.recjpq.assignment.logs;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds rows that are duplicates of others. Takes time n log n for n rows of a user, and 4 bytes
 * for each row and user.
 */
final class DuplicateRows {
  private final RowSelection.Rows rows;
  private final boolean sameTime;
  private final BitSet found = new BitSet();

  private DuplicateRows(RowSelection.Rows rows, boolean sameTime) {
    this.rows = rows;
    this.sameTime = sameTime;
  }

  /**
   * The duplicates among some rows.
   *
   * @param leftOut rows that do not count
   * @param users number of users
   * @param sameTime whether duplicates have the same time; the rows then have times
   */
  static BitSet of(RowSelection.Rows rows, BitSet leftOut, int users, boolean sameTime) {
    int[] starts = new int[users + 1];
    for (int row = leftOut.nextClearBit(0);
        row < rows.count();
        row = leftOut.nextClearBit(row + 1)) {
      starts[rows.user(row) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] grouped = new int[starts[users]];
    int[] next = starts.clone();
    for (int row = leftOut.nextClearBit(0);
        row < rows.count();
        row = leftOut.nextClearBit(row + 1)) {
      grouped[next[rows.user(row)]++] = row;
    }
    var duplicates = new DuplicateRows(rows, sameTime);
    for (int user = 0; user < users; user++) {
      duplicates.add(Arrays.copyOfRange(grouped, starts[user], starts[user + 1]));
    }
    return duplicates.found;
  }

  /** Finds those of a user. */
  private void add(int[] ofUser) {
    long[] byItem = new long[ofUser.length]; // item, then place in ofUser, which is in log order
    for (int i = 0; i < byItem.length; i++) {
      byItem[i] = (long) rows.item(ofUser[i]) << Integer.SIZE | i;
    }
    Arrays.sort(byItem);
    for (int from = 0; from < byItem.length; ) {
      int to = from + 1;
      while (to < byItem.length && byItem[to] >> Integer.SIZE == byItem[from] >> Integer.SIZE) {
        to++;
      }
      if (to - from > 1) {
        addOfItem(Arrays.stream(byItem, from, to).mapToInt(key -> ofUser[(int) key]).toArray());
      }
      from = to;
    }
  }

  /** Finds those of a user and an item, whose rows are in log order. */
  private void addOfItem(int[] same) {
    int[] order = TimeOrder.of(Arrays.stream(same).mapToLong(rows::time).toArray());
    for (int i = 1; i < same.length; i++) {
      int row = same[order[i]];
      if (!sameTime || rows.time(row) == rows.time(same[order[i - 1]])) {
        found.set(row);
      }
    }
  }
}
