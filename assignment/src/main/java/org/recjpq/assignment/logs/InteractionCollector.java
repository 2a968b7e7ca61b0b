package org.recjpq.assignment.logs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;

/** Gathers rows in the order of the log, then groups them, once, by user in the order of time. */
final class InteractionCollector {
  private final Ids userIds = new Ids();
  private final Ids itemIds = new Ids();
  private final IntChunks users = new IntChunks();
  private final IntChunks items = new IntChunks();
  private final LongChunks times = new LongChunks(); // empty in a log without times

  /** Adds rows that follow all others in the log. */
  void add(RowBlock block, boolean timed) {
    ForkJoinTask<int[]> addingItems =
        ForkJoinTask.adapt(() -> itemIds.addAll(block.itemIds())).fork();
    int[] userOf = userIds.addAll(block.userIds());
    int[] itemOf = addingItems.join();
    for (int row = 0; row < block.size(); row++) {
      users.add(userOf[block.user(row)]);
      items.add(itemOf[block.item(row)]);
      if (timed) {
        times.add(block.time(row));
      }
    }
  }

  boolean isEmpty() {
    return users.size() == 0;
  }

  /**
   * Groups what was added.
   *
   * @param dates whether the times are milliseconds that dates were read as
   * @throws DataException if no user has enough interactions
   */
  Interactions group(int minUserInteractions, long badRows, boolean dates, Path file) {
    itemIds.forgetTable(); // a large log has no memory to waste
    userIds.forgetTable();
    int[] lengths = new int[userIds.size()];
    for (int i = 0; i < users.size(); i++) {
      lengths[users.get(i)]++;
    }
    int[] starts = starts(lengths, minUserInteractions);
    int kept = starts[lengths.length];
    if (kept == 0) {
      throw new DataException(
          "%s: expected a user with at least %d interactions, found none; lower --min-user-interactions"
              .formatted(file, minUserInteractions));
    }
    int[] positions = new int[kept]; // in the log, of each kept interaction
    int[] next = starts.clone();
    for (int i = 0; i < users.size(); i++) {
      int user = users.get(i);
      if (lengths[user] >= minUserInteractions) {
        positions[next[user]++] = i;
      }
    }
    var reading =
        new Interactions.Reading(
            users.size(), badRows, userIds.size(), itemIds.size(), minUserInteractions);
    users.clear();
    int[] groups = withoutEmpty(starts);
    IntStream.range(0, groups.length - 1)
        .parallel()
        .forEach(g -> sortByTime(positions, groups[g], groups[g + 1]));
    int[] grouped = new int[kept];
    Arrays.parallelSetAll(grouped, i -> items.get(positions[i]));
    items.clear();
    int[] places =
        IntStream.range(0, lengths.length)
            .filter(user -> lengths[user] >= minUserInteractions)
            .toArray();
    return new Interactions(
        userIds, places, itemIds, grouped, groups, positions, times, dates, reading);
  }

  /** Where each user's interactions begin, users with too few taking no room; and the end. */
  private static int[] starts(int[] lengths, int minimum) {
    int[] starts = new int[lengths.length + 1];
    for (int user = 0; user < lengths.length; user++) {
      starts[user + 1] = starts[user] + (lengths[user] >= minimum ? lengths[user] : 0);
    }
    return starts;
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

  /** Sorts log positions by (time, position); they come in ascending order. */
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
