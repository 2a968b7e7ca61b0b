package org.recjpq.assignment.holdout;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The id of each case's user, as in the log: it says which cases of two runs belong together,
 * whatever else was held out.
 */
public final class CaseIds {
  private final IntFunction<String> ids;
  private final int[] users;

  /**
   * Takes over the array.
   *
   * @param ids the id of a user by a number
   * @param users that number for each case
   */
  CaseIds(IntFunction<String> ids, int[] users) {
    this.ids = ids;
    this.users = users;
  }

  /** Numbers instead of ids, from 0. */
  static CaseIds numbers(int count) {
    return new CaseIds(String::valueOf, IntStream.range(0, count).toArray());
  }

  /** Number of cases. */
  public int count() {
    return users.length;
  }

  /** The id of the user of case {@code c}. */
  public String of(int c) {
    return ids.apply(users[c]);
  }

  CaseIds select(int[] chosen) {
    return new CaseIds(ids, IntStream.of(chosen).map(c -> users[c]).toArray());
  }
}
