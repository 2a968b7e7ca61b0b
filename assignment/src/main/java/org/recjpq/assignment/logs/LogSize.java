package org.recjpq.assignment.logs;

import java.util.Locale;

/**
 * How large a log is.
 *
 * @param interactions rows with a user and an item
 * @param users who have at least one of them
 * @param items that at least one of them is about
 */
public record LogSize(long interactions, int users, int items) {
  /** For people, such as "1,200 interactions of 30 users with 45 items". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,d interactions of %,d users with %,d items", interactions, users, items);
  }
}
