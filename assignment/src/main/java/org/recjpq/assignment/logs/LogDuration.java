package org.recjpq.assignment.logs;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.recjpq.assignment.files.DataException;

/**
 * A length of time in settings: a whole number in the log's own unit, or an ISO 8601 duration such
 * as PT30M or P7D, which works for every log that {@link LogTime} names dates of. For a log of
 * dates, a whole number counts milliseconds.
 *
 * @param text as it was written
 */
public record LogDuration(String text) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is neither a whole number nor a duration, or negative
   */
  public LogDuration {
    try {
      if (nanosOrNumber(text) < 0) {
        throw new ArithmeticException("negative");
      }
    } catch (DateTimeException | ArithmeticException none) {
      throw new IllegalArgumentException(
          "expected a whole number in the unit of the log, or an ISO 8601 duration such as PT30M or"
              + " P7D, found \""
              + LogReader.shortened(text)
              + "\"",
          none);
    }
  }

  private static long nanosOrNumber(String text) {
    return isNumber(text) ? Long.parseLong(text) : Duration.parse(text).toNanos();
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /**
   * The corresponding difference of two times of a log.
   *
   * @param times times of the log
   * @param clock what they stand for
   * @param name name of the log, for the message
   * @throws DataException if there are no times
   */
  long in(LongChunks times, Clock clock, String name) {
    LogTime.requireTimes(times, this, name);
    return in(clock, times.greatest());
  }

  /**
   * The corresponding difference of two times of a log.
   *
   * @param clock what its times stand for
   * @param latest latest time of the log, whose number of digits tells the unit of numbers
   */
  long in(Clock clock, long latest) {
    long value = nanosOrNumber(text);
    if (isNumber(text)) {
      return LogTime.saturated(value, clock.perUnit());
    }
    return clock == Clock.NUMBERS ? value / Clock.nanosOfUnit(latest) : value;
  }

  @Override
  public String toString() {
    return text;
  }
}
