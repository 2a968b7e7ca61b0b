package org.recjpq.assignment.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as text, as nanoseconds since 1970. A text without offset is in UTC.
 *
 * <p>The usual forms are ISO 8601, also with a blank for the T, slashes for the hyphens, am or pm,
 * and an offset after a blank or as UTC; {@code 31.12.2024 23:59}; and those of RFC 1123 and of
 * {@code date}, {@code Tue Apr 03 18:00:09 +0000 2012}. Forms in which a day and a month could be
 * mistaken for each other need a pattern.
 */
final class DateText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Pattern USUAL =
      Pattern.compile(
          "(?:(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})|(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}))"
              + "(?:(?:T|t| +)(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9})\\d*)?)?"
              + "(?: *([AaPp])\\.?[Mm]\\.?)?"
              + " *(?:([Zz]|UTC|GMT)|([+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?))?)?");
  private static final List<DateTimeFormatter> WITH_DAY_OF_WEEK =
      List.of(
          formatter("EEE MMM d HH:mm:ss Z yyyy"),
          formatter("EEE, d MMM yyyy HH:mm:ss Z"),
          formatter("EEE, d MMM yyyy HH:mm:ss z"));

  private final @Nullable DateTimeFormatter pattern;

  private DateText(@Nullable DateTimeFormatter pattern) {
    this.pattern = pattern;
  }

  /**
   * Text of a pattern for {@link DateTimeFormatter}, or of the usual forms.
   *
   * @throws IllegalArgumentException if the pattern is not one
   */
  static DateText of(@Nullable String pattern) {
    try {
      return new DateText(pattern == null ? null : formatter(pattern));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "expected a pattern of times such as dd/MM/yyyy HH:mm:ss, found \"%s\" (%s)"
              .formatted(pattern, wrong.getMessage()),
          wrong);
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /**
   * Nanoseconds since 1970.
   *
   * @throws DateTimeException if the text has another form
   * @throws ArithmeticException if the time lies outside of the years 1678 to 2261
   */
  long nanoseconds(String text) {
    if (pattern != null) {
      return nanoseconds(pattern, text);
    }
    Matcher usual = USUAL.matcher(text);
    if (usual.matches()) {
      return nanoseconds(usual);
    }
    for (DateTimeFormatter formatter : WITH_DAY_OF_WEEK) {
      try {
        return nanoseconds(formatter, text);
      } catch (DateTimeException another) {
        // the next one may fit
      }
    }
    throw new DateTimeException("expected a date in one of the usual forms");
  }

  private static long nanoseconds(Matcher usual) {
    boolean yearFirst = usual.group(1) != null;
    LocalDate date =
        LocalDate.of(
            number(usual, yearFirst ? 1 : 7),
            number(usual, yearFirst ? 3 : 6),
            number(usual, yearFirst ? 4 : 5));
    if (usual.group(8) == null) {
      return nanoseconds(date.atStartOfDay().toInstant(ZoneOffset.UTC));
    }
    String fraction = usual.group(11) == null ? "" : usual.group(11);
    int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
    int second = usual.group(10) == null ? 0 : number(usual, 10);
    LocalTime time = LocalTime.of(hour(usual), number(usual, 9), second, nanos);
    ZoneOffset offset =
        usual.group(14) == null ? ZoneOffset.UTC : ZoneOffset.of(usual.group(14).replace(":", ""));
    return nanoseconds(date.atTime(time).toInstant(offset));
  }

  private static int hour(Matcher usual) {
    int hour = number(usual, 8);
    if (usual.group(12) == null) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("expected an hour from 1 to 12 with am or pm");
    }
    boolean afternoon = usual.group(12).equalsIgnoreCase("p");
    return hour % 12 + (afternoon ? 12 : 0);
  }

  private static int number(Matcher usual, int group) {
    return Integer.parseInt(usual.group(group));
  }

  private static long nanoseconds(DateTimeFormatter formatter, String text) {
    TemporalAccessor found =
        formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (found instanceof ZonedDateTime zoned) {
      return nanoseconds(zoned.toInstant());
    }
    LocalDateTime local =
        found instanceof LocalDateTime time ? time : ((LocalDate) found).atStartOfDay();
    return nanoseconds(local.toInstant(ZoneOffset.UTC));
  }

  /**
   * Nanoseconds since 1970.
   *
   * @throws ArithmeticException if the time lies outside of the years 1678 to 2261
   */
  static long nanoseconds(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < 0 && time.getNano() > 0) { // so that the product does not overflow too early
      return Math.addExact(
          Math.multiplyExact(seconds + 1, NANOS_PER_SECOND), time.getNano() - NANOS_PER_SECOND);
    }
    return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), time.getNano());
  }
}
