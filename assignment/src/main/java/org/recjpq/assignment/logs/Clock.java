package org.recjpq.assignment.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the times of a log stand for. */
public enum Clock {
  /** Whole numbers of any unit, taken as they are. */
  NUMBERS(1, ""),

  /** Dates, as nanoseconds since 1970; a whole number in settings is in milliseconds. */
  DATES(1_000_000, "dates"),

  /** Seconds with fractions, as nanoseconds since 1970. */
  SECONDS(1_000_000_000, "seconds with fractions"),

  /** Milliseconds with fractions, as nanoseconds since 1970. */
  MILLISECONDS(1_000_000, "milliseconds with fractions");

  /** Seconds since 1970 are below this until the year 5138, milliseconds only until 1973. */
  static final long SECONDS_BELOW = 100_000_000_000L;

  private static final long MILLISECONDS_BELOW = 1000 * SECONDS_BELOW;
  private static final long MICROSECONDS_BELOW = 1000 * MILLISECONDS_BELOW;

  /** Smaller numbers are not taken for seconds since 1970, which had this many in 1973. */
  private static final long SECONDS_FROM = 100_000_000L;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final long perUnit;
  private final String unit;

  Clock(long perUnit, String unit) {
    this.perUnit = perUnit;
    this.unit = unit;
  }

  /** What one unit of a whole number in settings is in the log. */
  long perUnit() {
    return perUnit;
  }

  /** Nanoseconds of one unit of a number as large as {@code time}, or 0 if it is hardly a time. */
  private long nanosOf(long time) {
    if (this != NUMBERS) {
      return 1;
    }
    return Math.abs(time) < SECONDS_FROM ? 0 : nanosOfUnit(time);
  }

  /**
   * Nanoseconds of one unit of the numbers in a log.
   *
   * @param latest the latest, whose number of digits tells the unit
   */
  static long nanosOfUnit(long latest) {
    long size = Math.abs(latest);
    return size < SECONDS_BELOW
        ? 1_000_000_000L
        : size < MILLISECONDS_BELOW ? 1_000_000L : size < MICROSECONDS_BELOW ? 1_000L : 1L;
  }

  /** The first and the last time of a log, and their unit, for messages. */
  String range(long first, long last) {
    long nanos = nanosOf(last);
    if (nanos == 0) {
      return "%d to %d".formatted(first, last);
    }
    String of = this == NUMBERS ? unit(nanos) : unit;
    return "%s to %s, %s".formatted(date(first, nanos), date(last, nanos), of);
  }

  private static String unit(long nanos) {
    return nanos == 1
        ? "nanoseconds"
        : nanos == 1_000 ? "microseconds" : nanos == 1_000_000 ? "milliseconds" : "seconds";
  }

  private static String date(long time, long nanosOfUnit) {
    long perSecond = 1_000_000_000L / nanosOfUnit;
    long seconds = Math.floorDiv(time, perSecond);
    return DATE.format(Instant.EPOCH.plus(Duration.ofSeconds(seconds)));
  }

  /** Whether the first and the last time are so far apart that their units must differ. */
  boolean mixesUnits(long first, long last) {
    long ofFirst = nanosOf(first);
    return ofFirst != 0 && first > 0 && ofFirst != nanosOf(last);
  }

  /** The last time, taken in the unit of the first, for messages: the year of it. */
  static String yearIfInUnitOf(long first, long last) {
    long perSecond = 1_000_000_000L / nanosOfUnit(first);
    return String.format(Locale.ROOT, "%,d", 1970 + last / perSecond / 31_556_952);
  }
}
