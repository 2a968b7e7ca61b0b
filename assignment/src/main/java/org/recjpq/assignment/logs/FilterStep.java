package org.recjpq.assignment.logs;

import java.util.Locale;

/**
 * The effect of one filter.
 *
 * @param leftOut readable text on what it leaves out, such as "users with fewer than 5
 *     interactions"
 * @param before the log before filtering
 * @param after the remaining log
 */
public record FilterStep(String leftOut, LogSize before, LogSize after) {
  /** The effect in one readable line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s left out: %,d of %,d interactions, %,d of %,d users and %,d of %,d items remain",
        leftOut,
        after.interactions(),
        before.interactions(),
        after.users(),
        before.users(),
        after.items(),
        before.items());
  }
}
