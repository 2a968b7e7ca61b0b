package org.recjpq.assignment.logs;

import java.util.List;
import java.util.Set;

/**
 * Which rows of a log are wanted.
 *
 * @param column name or 1-based number of a column
 * @param values those of the wanted rows
 */
record Where(String column, Set<String> values) {
  Where {
    values = Set.copyOf(values);
  }

  /**
   * Reads {@code column=value} or {@code column=value,value}.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static Where of(String text) {
    int sign = text.indexOf('=');
    if (sign < 1) {
      throw new IllegalArgumentException(
          "expected a condition such as event=purchase, found \"%s\"".formatted(text));
    }
    return new Where(
        text.substring(0, sign).strip(),
        Set.copyOf(List.of(text.substring(sign + 1).strip().split("\\s*,\\s*", -1))));
  }
}
