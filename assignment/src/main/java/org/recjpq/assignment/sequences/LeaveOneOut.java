package org.recjpq.assignment.sequences;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.TimeOrder;

/**
 * Leave-one-out: the last interaction of every user is for the test; of some users the one before
 * is for validation; all others are for training.
 *
 * <p>The catalogue has the items of the training interactions only, in order of their first
 * appearance when these are sorted by time, equal times in the order of the log.
 *
 * <p>Source: Petrov's thesis, Glasgow 2025, §2.4, and the official code of RecJPQ, whose draw of
 * validation users has no seed. A user with a single interaction is left out, as there; one whose
 * training would lose its last item to validation is not drawn.
 *
 * @param validationUsers how many users are drawn for validation; all that can be if there are
 *     fewer
 * @param seed of the draw
 */
public record LeaveOneOut(int validationUsers, long seed) {
  /** A user keeps a training item if the test and the validation item are taken away. */
  private static final int FEWEST_FOR_VALIDATION = 3;

  private static final int FEWEST_FOR_TEST = 2;

  public LeaveOneOut {
    if (validationUsers < 0) {
      throw new IllegalArgumentException(
          "validationUsers must not be negative, found " + validationUsers);
    }
  }

  /**
   * Splits a log.
   *
   * @throws DataException if no user has two interactions
   */
  public Split split(Interactions log) {
    int[] users =
        IntStream.range(0, log.users())
            .filter(user -> log.length(user) >= FEWEST_FOR_TEST)
            .toArray();
    if (users.length == 0) {
      throw new DataException(
          "the log: expected a user with two interactions, found none; nothing can be learned from it");
    }
    int[] validation = drawValidation(log, users);
    int[] trainLengths = trainLengths(log, users, validation);
    int[] itemOrder = itemsByFirstAppearance(log, users, trainLengths);
    int[] indexes = new int[log.itemIds().size()]; // by index in the log; -1 if not trained on
    Arrays.fill(indexes, Split.UNKNOWN);
    for (int i = 0; i < itemOrder.length; i++) {
      indexes[itemOrder[i]] = i;
    }
    var catalogue = new Catalogue(log.itemIds(), itemOrder, indexes);
    return assemble(log, users, validation, trainLengths, indexes, catalogue);
  }

  /** Indexes into {@code users}, ascending. */
  private int[] drawValidation(Interactions log, int[] users) {
    int[] eligible =
        IntStream.range(0, users.length)
            .filter(u -> log.length(users[u]) >= FEWEST_FOR_VALIDATION)
            .toArray();
    int count = Math.min(validationUsers, eligible.length);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i, eligible.length);
      int drawn = eligible[j];
      eligible[j] = eligible[i];
      eligible[i] = drawn;
    }
    int[] drawn = Arrays.copyOf(eligible, count);
    Arrays.sort(drawn);
    return drawn;
  }

  private static int[] trainLengths(Interactions log, int[] users, int[] validation) {
    int[] lengths = Arrays.stream(users).map(user -> log.length(user) - 1).toArray();
    for (int u : validation) {
      lengths[u]--;
    }
    return lengths;
  }

  /** The items of the training interactions, the first to appear in time first. */
  private static int[] itemsByFirstAppearance(Interactions log, int[] users, int[] trainLengths) {
    long[] times = new long[log.itemIds().size()];
    int[] positions = new int[times.length];
    Arrays.fill(positions, Integer.MAX_VALUE);
    for (int u = 0; u < users.length; u++) {
      for (int i = 0; i < trainLengths[u]; i++) {
        int item = log.item(users[u], i);
        long time = log.time(users[u], i);
        int position = log.position(users[u], i);
        boolean isFirst =
            positions[item] == Integer.MAX_VALUE
                || time < times[item]
                || (time == times[item] && position < positions[item]);
        if (isFirst) {
          times[item] = time;
          positions[item] = position;
        }
      }
    }
    int[] items = itemsByPosition(positions);
    if (isAscending(items, times)) {
      return items; // as in a log that is sorted by time; copies of a large one cost memory
    }
    int[] order = TimeOrder.of(Arrays.stream(items).mapToLong(item -> times[item]).toArray());
    return Arrays.stream(order).map(i -> items[i]).toArray();
  }

  /** The items that have a position, in the order of positions, which are all different. */
  private static int[] itemsByPosition(int[] positions) {
    int rows = 1 + Arrays.stream(positions).filter(p -> p != Integer.MAX_VALUE).max().orElse(-1);
    int[] items = new int[rows]; // by position first
    Arrays.fill(items, Split.UNKNOWN);
    for (int item = 0; item < positions.length; item++) {
      if (positions[item] != Integer.MAX_VALUE) {
        items[positions[item]] = item;
      }
    }
    int count = 0;
    for (int item : items) {
      if (item != Split.UNKNOWN) {
        items[count++] = item;
      }
    }
    return count == rows ? items : Arrays.copyOf(items, count);
  }

  private static boolean isAscending(int[] items, long[] times) {
    for (int i = 1; i < items.length; i++) {
      if (times[items[i]] < times[items[i - 1]]) {
        return false;
      }
    }
    return true;
  }

  private static Split assemble(
      Interactions log,
      int[] users,
      int[] validation,
      int[] trainLengths,
      int[] indexes,
      Catalogue catalogue) {
    int[] starts = new int[users.length];
    int[] historyLengths = trainLengths.clone();
    int[] testTargets = new int[users.length];
    int[] validationTargets = new int[validation.length];
    int[] items = new int[log.count() - users.length];
    int size = 0;
    int v = 0;
    for (int u = 0; u < users.length; u++) {
      int user = users[u];
      starts[u] = size;
      for (int i = 0; i < trainLengths[u]; i++) {
        items[size++] = indexes[log.item(user, i)];
      }
      if (v < validation.length && validation[v] == u) {
        int target = indexes[log.item(user, trainLengths[u])];
        validationTargets[v++] = target;
        if (target != Split.UNKNOWN) {
          items[size++] = target;
          historyLengths[u]++;
        }
      }
      testTargets[u] = indexes[log.item(user, log.length(user) - 1)];
    }
    int[] known = size == items.length ? items : Arrays.copyOf(items, size);
    return new Split(
        catalogue,
        new Sequences(known, starts, trainLengths, catalogue.size()),
        new Sequences(known, starts, historyLengths, catalogue.size()),
        testTargets,
        validation,
        validationTargets);
  }
}
