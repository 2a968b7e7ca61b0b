package org.recjpq.assignment.logs;

import java.util.regex.Pattern;
import org.recjpq.assignment.files.DataException;

/**
 * A point in time in settings: a whole number in the log's own unit, or an ISO 8601 date or
 * date-time, which works for every log whose times are dates, or seconds, milliseconds,
 * microseconds or nanoseconds since 1970.
 *
 * @param text as it was written
 */
public record LogTime(String text) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  /** Seconds since 1970 are below this until the year 5138, milliseconds only until 1973. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private static final long MILLISECONDS_BELOW = 1000 * SECONDS_BELOW;
  private static final long MICROSECONDS_BELOW = 1000 * MILLISECONDS_BELOW;

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is neither a whole number nor a date
   */
  public LogTime {
    try {
      value(text);
    } catch (BadRowException none) {
      throw new IllegalArgumentException(
          "expected a whole number in the unit of the log, or an ISO 8601 date such as"
              + " 2024-05-31 or 2024-05-31T12:00:00Z, found \""
              + LogReader.shortened(text)
              + "\"",
          none);
    }
  }

  /** The number, or the milliseconds since 1970. */
  private static long value(String text) throws BadRowException {
    return NUMBER.matcher(text).matches() ? TimeParser.number(text) : TimeParser.instant(text);
  }

  /**
   * The corresponding number in a log.
   *
   * @param times times of the log
   * @param dates whether these are milliseconds that stand for dates
   * @param name name of the log, for the message
   * @throws DataException if there are no times
   */
  long in(LongChunks times, boolean dates, String name) {
    if (times.size() == 0) {
      throw new DataException(
          ("%s: expected times to compare with %s, found only the order of rows; name the time"
                  + " column")
              .formatted(name, this));
    }
    return in(dates, times.greatest());
  }

  /**
   * The corresponding number in a log.
   *
   * @param dates whether the log has dates, which are converted to milliseconds since 1970
   * @param latest latest time of the log, whose number of digits determines the unit of numbers
   */
  long in(boolean dates, long latest) {
    long value;
    try {
      value = value(text);
    } catch (BadRowException impossible) {
      throw new IllegalStateException(impossible); // checked
    }
    if (dates || NUMBER.matcher(text).matches()) {
      return value;
    }
    long size = Math.abs(latest);
    if (size < SECONDS_BELOW) {
      return Math.floorDiv(value, 1000L);
    }
    if (size < MILLISECONDS_BELOW) {
      return value;
    }
    return Math.multiplyExact(value, size < MICROSECONDS_BELOW ? 1_000L : 1_000_000L);
  }

  @Override
  public String toString() {
    return text;
  }
}
