package org.recjpq.assignment.logs;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;

/** Collects rows in the order of the log, then groups them, once, by user in order of time. */
final class InteractionCollector {
  private final Ids userIds = new Ids();
  private final Ids itemIds = new Ids();
  private final IntChunks users = new IntChunks();
  private final IntChunks items = new IntChunks();
  private final LongChunks times = new LongChunks(); // empty in a log without times
  private final BitSet low = new BitSet(); // rows whose value is too low
  private boolean stripped; // whether there were blanks around an id
  private long leftOut; // rows that the user does not want

  /** Adds rows that follow all others in the log. */
  void add(RowBlock block, boolean timed) {
    ForkJoinTask<int[]> addingItems =
        ForkJoinTask.adapt(() -> itemIds.addAll(block.itemIds())).fork();
    int[] userOf = userIds.addAll(block.userIds());
    int[] itemOf = addingItems.join();
    stripped |= block.isStripped();
    leftOut += block.leftOut();
    for (int row = 0; row < block.size(); row++) {
      users.add(userOf[block.user(row)]);
      items.add(itemOf[block.item(row)]);
      if (timed) {
        times.add(block.time(row));
      }
      if (block.isLow(row)) {
        low.set(users.size() - 1);
      }
    }
  }

  boolean isEmpty() {
    return users.size() == 0;
  }

  /**
   * Groups the rows that pass the filters. To be called once.
   *
   * @throws DataException if the filters leave nothing
   */
  Interactions group(Filters filters, Origin origin) {
    Remarks remarks = new Remarks();
    remarks.addColumns(origin.columns(), times, origin.clock());
    remarks.addLeftOut(leftOut);
    remarks.addStripped(stripped);
    remarks.addNoIds("user", userIds, users);
    remarks.addNoIds("item", itemIds, items);
    itemIds.forgetTable(); // a large log has no memory to waste
    userIds.forgetTable();
    RowSelection selection =
        RowSelection.of(rows(origin), userIds.size(), itemIds.size(), filters, origin.name());
    int[] starts = new int[userIds.size() + 1];
    for (int user = 0; user < userIds.size(); user++) {
      starts[user + 1] = starts[user] + selection.userCount(user);
    }
    int[] positions = new int[selection.count()]; // in the log, for each remaining row
    int[] next = starts.clone();
    for (int i = 0; i < users.size(); i++) {
      if (selection.stays(i)) {
        positions[next[users.get(i)]++] = i;
      }
    }
    LogSize size = new LogSize(users.size(), userIds.size(), itemIds.size());
    users.clear();
    int[] groups = withoutEmpty(starts);
    IntStream.range(0, groups.length - 1)
        .parallel()
        .forEach(g -> sortByTime(positions, groups[g], groups[g + 1]));
    int[] grouped = new int[positions.length];
    Arrays.parallelSetAll(grouped, i -> items.get(positions[i]));
    items.clear();
    int[] places =
        IntStream.range(0, userIds.size())
            .filter(user -> starts[user + 1] > starts[user])
            .toArray();
    return new Interactions(
        new Interactions.Reading(size, origin.badRows(), remarks.lines(), selection.steps()),
        new Interactions.Users(userIds, places, groups),
        itemIds,
        grouped,
        new Interactions.Order(positions, times, origin.clock()));
  }

  private RowSelection.Rows rows(Origin origin) {
    return new RowSelection.Rows() {
      @Override
      public int count() {
        return users.size();
      }

      @Override
      public int user(int row) {
        return users.get(row);
      }

      @Override
      public String userId(int user) {
        return userIds.get(user);
      }

      @Override
      public int item(int row) {
        return items.get(row);
      }

      @Override
      public boolean isTimed() {
        return times.size() > 0;
      }

      @Override
      public long time(int row) {
        return isTimed() ? times.get(row) : 0;
      }

      @Override
      public long timeOf(LogTime time) {
        return time.in(times, origin.clock(), origin.name());
      }

      @Override
      public boolean isLow(int row) {
        return low.get(row);
      }
    };
  }

  private static int[] withoutEmpty(int[] starts) {
    int[] groups = new int[starts.length];
    int count = 1;
    for (int i = 1; i < starts.length; i++) {
      if (starts[i] > starts[i - 1]) {
        groups[count++] = starts[i];
      }
    }
    return Arrays.copyOf(groups, count);
  }

  /** Sorts log positions by (time, position); they are in ascending order before. */
  private void sortByTime(int[] positions, int from, int to) {
    if (times.size() == 0 || isInOrder(positions, from, to)) {
      return;
    }
    long[] own = new long[to - from];
    for (int i = from; i < to; i++) {
      own[i - from] = times.get(positions[i]);
    }
    int[] order = TimeOrder.of(own);
    int[] unsorted = Arrays.copyOfRange(positions, from, to);
    for (int i = from; i < to; i++) {
      positions[i] = unsorted[order[i - from]];
    }
  }

  private boolean isInOrder(int[] positions, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (times.get(positions[i - 1]) > times.get(positions[i])) {
        return false;
      }
    }
    return true;
  }
}
