package org.recjpq.assignment.holdout;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.IntArray;

/**
 * The id of the user of each case or training sequence, as in the log: it says which cases of two
 * runs belong together, whatever else was held out.
 */
public final class CaseIds {
  private final IntFunction<String> ids;
  private final IntArray users;

  /**
   * Takes over the array, which has at most 2<sup>31</sup> − 1 numbers.
   *
   * @param ids the id of a user by a number
   * @param users that number for each case
   */
  public CaseIds(IntFunction<String> ids, IntArray users) {
    this.ids = ids;
    this.users = users;
  }

  /** Numbers instead of ids, from 0. */
  static CaseIds numbers(int count) {
    return new CaseIds(String::valueOf, IntArray.of(IntStream.range(0, count).toArray()));
  }

  /** Number of cases. */
  public int count() {
    return (int) users.size();
  }

  /** The id of the user of case {@code c}. */
  public String of(int c) {
    return ids.apply(users.get(c));
  }

  /** The number of the user of case {@code c}: users with smaller numbers come first in the log. */
  public int number(int c) {
    return users.get(c);
  }

  CaseIds select(int[] chosen) {
    return new CaseIds(ids, IntArray.of(IntStream.of(chosen).map(users::get).toArray()));
  }
}
