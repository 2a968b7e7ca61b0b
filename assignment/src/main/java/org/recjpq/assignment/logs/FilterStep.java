package org.recjpq.assignment.logs;

import java.util.Locale;

/**
 * What one filter did.
 *
 * @param leftOut what it leaves out, for people, such as "users with fewer than 5 interactions"
 * @param before the log that it was given
 * @param after what stayed
 */
public record FilterStep(String leftOut, LogSize before, LogSize after) {
  /** All of it in one line, for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s left out: %,d of %,d interactions, %,d of %,d users and %,d of %,d items stay",
        leftOut,
        after.interactions(),
        before.interactions(),
        after.users(),
        before.users(),
        after.items(),
        before.items());
  }
}
