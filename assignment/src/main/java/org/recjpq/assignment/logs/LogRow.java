package org.recjpq.assignment.logs;

import org.jspecify.annotations.Nullable;

/**
 * What a row of a log says.
 *
 * @param kind what it is; ids and time are there only if it is an interaction
 * @param user id of the user
 * @param item id of the item
 * @param time what stands for its time; 0 without times
 * @param isLow whether its value is below the filter's minimum
 * @param reason "expected …, found …; what to do" if it is malformed, else null
 */
public record LogRow(
    Kind kind, String user, String item, long time, boolean isLow, @Nullable String reason) {
  /** What a row is. */
  public enum Kind {
    /** An interaction. */
    INTERACTION,

    /** A row that does not meet the condition, or has a hidden item. */
    UNWANTED,

    /** A row that does not match the format. */
    MALFORMED,

    /** A time with a fraction, though those before had none: all rows must be read anew. */
    FRACTION
  }

  static LogRow of(Kind kind, @Nullable String reason) {
    return new LogRow(kind, "", "", 0, false, reason);
  }
}
