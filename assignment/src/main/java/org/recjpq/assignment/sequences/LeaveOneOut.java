package org.recjpq.assignment.sequences;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
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

  /** In place of a position in the log. */
  private static final int NOWHERE = -1;

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
    int[] places = itemsByFirstAppearance(log, users, trainLengths);
    return assemble(log, users, validation, trainLengths, new Catalogue(log.itemIds(), places));
  }

  /** Indexes into {@code users}, ascending. */
  private int[] drawValidation(Interactions log, int[] users) {
    int[] eligible =
        IntStream.range(0, users.length)
            .filter(u -> log.length(users[u]) >= FEWEST_FOR_VALIDATION)
            .toArray();
    int count = Math.min(validationUsers, eligible.length);
    int[] drawn = RandomSubset.of(eligible.length, count, new SplittableRandom(seed));
    return Arrays.stream(drawn).map(i -> eligible[i]).toArray();
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
    int[] positions = firstPositions(log, users, trainLengths);
    int[] items = itemsByPosition(positions);
    IntToLongFunction time = item -> log.timeAt(positions[item]);
    if (isAscending(items, time)) {
      return items; // as in a log that is sorted by time; copies of a large one cost memory
    }
    int[] order = TimeOrder.of(Arrays.stream(items).mapToLong(time).toArray());
    return Arrays.stream(order).map(i -> items[i]).toArray();
  }

  /** Where in the log each item's earliest training interaction stands, or {@link #NOWHERE}. */
  private static int[] firstPositions(Interactions log, int[] users, int[] trainLengths) {
    int[] positions = new int[log.itemIds().size()];
    Arrays.fill(positions, NOWHERE);
    for (int u = 0; u < users.length; u++) {
      for (int i = 0; i < trainLengths[u]; i++) {
        int item = log.item(users[u], i);
        int position = log.position(users[u], i);
        if (positions[item] == NOWHERE || isEarlier(log, position, positions[item])) {
          positions[item] = position;
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

  /** The items that have a position, in the order of positions, which are all different. */
  private static int[] itemsByPosition(int[] positions) {
    int rows = 1 + Arrays.stream(positions).max().orElse(NOWHERE);
    int[] items = new int[rows]; // by position first
    Arrays.fill(items, Split.UNKNOWN);
    for (int item = 0; item < positions.length; item++) {
      if (positions[item] != NOWHERE) {
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

  private static boolean isAscending(int[] items, IntToLongFunction time) {
    for (int i = 1; i < items.length; i++) {
      if (time.applyAsLong(items[i]) < time.applyAsLong(items[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static Split assemble(
      Interactions log, int[] users, int[] validation, int[] trainLengths, Catalogue catalogue) {
    int[] indexes = catalogue.indexes(); // by index in the log; unknown if not trained on
    int[] testTargets = new int[users.length];
    Arrays.setAll(testTargets, u -> indexes[log.item(users[u], log.length(users[u]) - 1)]);
    int[] validationTargets = new int[validation.length];
    int[] historyLengths = trainLengths.clone();
    for (int v = 0; v < validation.length; v++) {
      int u = validation[v];
      validationTargets[v] = indexes[log.item(users[u], trainLengths[u])];
      historyLengths[u] += validationTargets[v] == Split.UNKNOWN ? 0 : 1;
    }
    int[] starts = starts(historyLengths);
    int last = users.length - 1;
    int[] items = new int[starts[last] + historyLengths[last]];
    for (int u = 0; u < users.length; u++) {
      for (int i = 0; i < historyLengths[u]; i++) {
        items[starts[u] + i] = indexes[log.item(users[u], i)];
      }
    }
    return new Split(
        catalogue,
        new Sequences(items, starts, trainLengths, catalogue.size()),
        new Sequences(items, starts, historyLengths, catalogue.size()),
        testTargets,
        validation,
        validationTargets);
  }

  /** Where each sequence begins if they stand one after another. */
  private static int[] starts(int[] lengths) {
    int[] starts = new int[lengths.length];
    for (int u = 1; u < starts.length; u++) {
      starts[u] = starts[u - 1] + lengths[u - 1];
    }
    return starts;
  }
}
