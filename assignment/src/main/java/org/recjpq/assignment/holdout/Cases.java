package org.recjpq.assignment.holdout;

import org.recjpq.assignment.sequences.Sequences;

/**
 * The cases for testing or validating a model: for each, a history and the one item that came next.
 * The arrays are shared, not copied, and must not be changed.
 *
 * @param histories the user's history in each case, oldest item first; never empty if created by a
 *     {@link HoldoutRule}
 * @param users the training sequence of each case's user, or {@link #UNKNOWN} if this user is not
 *     trained on; a user may have several cases
 * @param targets the item that came next, or {@link #UNKNOWN} if it is not in the catalogue: always
 *     a miss
 * @param ids the ids of the users in the log
 */
@SuppressWarnings("ArrayRecordComponent") // large, shared and never compared
public record Cases(Sequences histories, int[] users, int[] targets, CaseIds ids) {
  /** Stands for an item or a user that does not occur in training and has no index. */
  public static final int UNKNOWN = -1;

  /**
   * Checks that the three are consistent.
   *
   * @throws IllegalArgumentException if their lengths differ or a target is out of range
   */
  public Cases {
    if (histories.count() != targets.length || users.length != targets.length) {
      throw new IllegalArgumentException(
          "each case needs one history, one user and one target, found %d, %d and %d"
              .formatted(histories.count(), users.length, targets.length));
    }
    if (ids.count() != targets.length) {
      throw new IllegalArgumentException(
          "each case needs one id, found %d for %d cases".formatted(ids.count(), targets.length));
    }
    requireIndexes("users", users, Integer.MAX_VALUE);
    requireIndexes("targets", targets, histories.catalogueSize());
  }

  /** Cases of users without ids, who are called by the numbers of the cases. */
  public Cases(Sequences histories, int[] users, int[] targets) {
    this(histories, users, targets, CaseIds.numbers(targets.length));
  }

  private static void requireIndexes(String what, int[] values, int below) {
    for (int value : values) {
      if (value < UNKNOWN || value >= below) {
        throw new IllegalArgumentException(
            "%s must lie in [%d, %d), found %d".formatted(what, UNKNOWN, below, value));
      }
    }
  }

  /** Number of cases. */
  public int count() {
    return targets.length;
  }

  /** Number of cases with a target that is not in the catalogue. */
  public int coldItems() {
    return unknown(targets);
  }

  /** Number of cases of users who are not trained on. */
  public int coldUsers() {
    return unknown(users);
  }

  private static int unknown(int[] indexes) {
    int count = 0;
    for (int index : indexes) {
      count += index == UNKNOWN ? 1 : 0;
    }
    return count;
  }

  /** The whole history of case {@code c}, oldest item first. */
  public int[] history(int c) {
    int[] history = new int[histories.length(c)];
    histories.copy(c, 0, history.length, history, 0);
    return history;
  }

  /**
   * A selection of these cases.
   *
   * @param chosen each in [0, {@link #count})
   */
  public Cases select(int[] chosen) {
    int[] chosenUsers = new int[chosen.length];
    int[] chosenTargets = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      chosenUsers[i] = users[chosen[i]];
      chosenTargets[i] = targets[chosen[i]];
    }
    return new Cases(histories.select(chosen), chosenUsers, chosenTargets, ids.select(chosen));
  }
}
