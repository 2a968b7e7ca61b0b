package org.recjpq.assignment.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.recjpq.assignment.files.DataException;

/**
 * A point in time in settings: a whole number in the log's own unit, or an ISO 8601 date or
 * date-time, which works for every log whose times are dates, or seconds, milliseconds,
 * microseconds or nanoseconds since 1970. For a log of dates, a whole number counts milliseconds.
 *
 * @param text as it was written
 */
public record LogTime(String text) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}");
  private static final DateText DATES = DateText.of(null);

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is neither a whole number nor a date
   */
  public LogTime {
    try {
      var unused = value(text);
    } catch (DateTimeException | ArithmeticException | NumberFormatException none) {
      throw new IllegalArgumentException(
          "expected a whole number in the unit of the log, or an ISO 8601 date such as"
              + " 2024-05-31 or 2024-05-31T12:00:00Z, found \""
              + LogReader.shortened(text)
              + "\"",
          none);
    }
  }

  /** The number, or the nanoseconds since 1970. */
  private static long value(String text) {
    return isNumber(text) ? Long.parseLong(text) : DATES.nanoseconds(text);
  }

  /**
   * A time of a log, which {@link #in} makes of it again.
   *
   * @param time of the log
   * @param clock what it stands for
   */
  static LogTime of(long time, Clock clock) {
    return new LogTime(
        clock == Clock.NUMBERS ? Long.toString(time) : Instant.EPOCH.plusNanos(time).toString());
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /**
   * The corresponding number in a log.
   *
   * @param times times of the log
   * @param clock what they stand for
   * @param name name of the log, for the message
   * @throws DataException if there are no times
   */
  long in(LongChunks times, Clock clock, String name) {
    requireTimes(times, this, name);
    return in(clock, times.greatest());
  }

  /**
   * The corresponding number in a log.
   *
   * @param clock what its times stand for
   * @param latest latest time of the log, whose number of digits tells the unit of numbers
   */
  public long in(Clock clock, long latest) {
    long value = value(text);
    if (isNumber(text)) {
      return saturated(value, clock.perUnit());
    }
    return clock == Clock.NUMBERS ? Math.floorDiv(value, Clock.nanosOfUnit(latest)) : value;
  }

  /** Refuses a log without times where a setting is to be compared with them. */
  static void requireTimes(LongChunks times, Object setting, String name) {
    if (times.size() == 0) {
      throw new DataException(
          ("%s: expected times to compare with %s, found only the order of rows; name the time"
                  + " column")
              .formatted(name, setting));
    }
  }

  /** The product, or the nearest number that fits. */
  static long saturated(long value, long factor) {
    long high = Math.multiplyHigh(value, factor);
    long low = value * factor;
    boolean fits = high == 0 && low >= 0 || high == -1 && low < 0;
    return fits ? low : value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return text;
  }
}
