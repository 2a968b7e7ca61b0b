package org.recjpq.assignment.holdout;

import org.recjpq.assignment.sequences.Sequences;

/**
 * What a model is tested or validated with: for each case a history and the one item that came
 * next. The arrays are shared, not copied, and must not be changed.
 *
 * @param histories what the user of each case did before, oldest item first; never empty where a
 *     {@link HoldoutRule} made them
 * @param users the training sequence of each case's user, or {@link #UNKNOWN} if this user is not
 *     trained on; a user may have several cases
 * @param targets the item that came next, or {@link #UNKNOWN} if it is not in the catalogue: always
 *     a miss
 */
@SuppressWarnings("ArrayRecordComponent") // large, shared and never compared
public record Cases(Sequences histories, int[] users, int[] targets) {
  /** In place of an item or a user that nothing of the training is about, and that has no index. */
  public static final int UNKNOWN = -1;

  /**
   * Checks that the three go together.
   *
   * @throws IllegalArgumentException if their lengths differ or a target is out of range
   */
  public Cases {
    if (histories.count() != targets.length || users.length != targets.length) {
      throw new IllegalArgumentException(
          "each case needs one history, one user and one target, found %d, %d and %d"
              .formatted(histories.count(), users.length, targets.length));
    }
    requireIndexes("users", users, Integer.MAX_VALUE);
    requireIndexes("targets", targets, histories.catalogueSize());
  }

  private static void requireIndexes(String what, int[] values, int below) {
    for (int value : values) {
      if (value < UNKNOWN || value >= below) {
        throw new IllegalArgumentException(
            "%s must lie in [%d, %d), found %d".formatted(what, UNKNOWN, below, value));
      }
    }
  }

  /** How many cases there are. */
  public int count() {
    return targets.length;
  }

  /** How many of them have a target that is not in the catalogue. */
  public int coldItems() {
    return unknown(targets);
  }

  /** How many of them are of a user who is not trained on. */
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
   * Some of these cases.
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
    return new Cases(histories.select(chosen), chosenUsers, chosenTargets);
  }
}
