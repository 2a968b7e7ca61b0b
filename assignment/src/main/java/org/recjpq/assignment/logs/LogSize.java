package org.recjpq.assignment.logs;

import java.util.Locale;

/**
 * The size of a log.
 *
 * @param interactions number of rows with a user and an item
 * @param users number of users with at least one of them
 * @param items number of items with at least one of them
 */
public record LogSize(long interactions, int users, int items) {
  /** Readable text, such as "1,200 interactions of 30 users with 45 items". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,d interactions of %,d users with %,d items", interactions, users, items);
  }
}
