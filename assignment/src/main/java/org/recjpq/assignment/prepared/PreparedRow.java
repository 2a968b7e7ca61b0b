package org.recjpq.assignment.prepared;

import java.util.List;
import java.util.Objects;
import org.recjpq.assignment.holdout.Cases;

/**
 * What a prepared folder has of one user. The arrays are not copied.
 *
 * @param user id in the log
 * @param items indexes of the stored items in the catalogue, oldest first
 * @param trainStart where the training sequence begins in {@code items}
 * @param trainLength its length; 0 if the user is not trained on
 * @param validation the cases for validation
 * @param test the cases for the test
 * @param afterGap positions in {@code items} of the items that come after a gap in time, ascending
 * @param recency what each item counts for because of its age, in (0, 1]; empty if age does not
 *     matter
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PreparedRow(
    String user,
    int[] items,
    int trainStart,
    int trainLength,
    List<Case> validation,
    List<Case> test,
    int[] afterGap,
    float[] recency) {
  /**
   * A case.
   *
   * @param start where its history begins in the row's items
   * @param length length of the history, at least 1
   * @param target the item that came next, or {@link Cases#UNKNOWN}
   */
  public record Case(int start, int length, int target) {}

  /**
   * Checks that sequence and histories lie within the items.
   *
   * @throws IllegalArgumentException if not; the message begins with the user
   */
  public PreparedRow {
    require(user, "training sequence", trainStart, trainLength, items.length);
    for (List<Case> cases : List.of(validation, test)) {
      for (Case one : cases) {
        require(user, "history", one.start(), one.length(), items.length);
        if (one.length() == 0) {
          throw new IllegalArgumentException(user + ": a history must not be empty");
        }
      }
    }
    for (int position : afterGap) {
      Objects.checkIndex(position, items.length);
    }
    if (recency.length != 0 && recency.length != items.length) {
      throw new IllegalArgumentException(
          "%s: expected one recency per item, found %d for %d"
              .formatted(user, recency.length, items.length));
    }
  }

  private static void require(String user, String what, int start, int length, int items) {
    if (start < 0 || length < 0 || start + (long) length > items) {
      throw new IllegalArgumentException(
          "%s: a %s must lie within %d items, found %d from %d on"
              .formatted(user, what, items, length, start));
    }
  }
}
