package org.recjpq.assignment.logs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time column of one log: either whole numbers of any unit, or ISO 8601 dates or
 * date-times, which become milliseconds since 1970; a date-time without offset is in UTC. The first
 * good row decides which.
 */
final class TimeParser {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-");
  private static final Pattern NUMBER = Pattern.compile("-?\\d");
  private static final Pattern OFFSET = Pattern.compile("T.*[+-]");

  private @Nullable Boolean numbers;

  /** Whether a good row has decided the format. */
  boolean areSettled() {
    return numbers != null;
  }

  /** Whether the format is that of whole numbers. */
  boolean areNumbers() {
    return numbers != null && numbers;
  }

  /** The time in {@code field}. */
  long parse(String field) throws BadRowException {
    if (numbers != null) {
      return numbers ? number(field) : instant(field);
    }
    boolean isDate = DATE.matcher(field).lookingAt();
    if (!isDate && !NUMBER.matcher(field).lookingAt()) {
      throw none("a whole number or an ISO 8601 date", field);
    }
    long time = isDate ? instant(field) : number(field);
    numbers = !isDate; // a bad row decides nothing
    return time;
  }

  /** A whole number; a trailing ".0", which some exports write, is ignored. */
  static long number(String field) throws BadRowException {
    int point = field.indexOf('.');
    boolean isWhole = point > 0 && field.substring(point + 1).chars().allMatch(c -> c == '0');
    try {
      return Long.parseLong(isWhole ? field.substring(0, point) : field);
    } catch (NumberFormatException none) {
      throw none("a whole number", field);
    }
  }

  /** Milliseconds since 1970. */
  static long instant(String field) throws BadRowException {
    String text = field.replace(' ', 'T');
    try {
      if (text.indexOf('T') < 0) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
      }
      boolean hasOffset = text.endsWith("Z") || OFFSET.matcher(text).find();
      return hasOffset
          ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException | ArithmeticException none) {
      throw none("an ISO 8601 date", field);
    }
  }

  private static BadRowException none(String expected, String field) {
    return new BadRowException(
        "expected %s as time, found \"%s\"; name the time column if it is a different one"
            .formatted(expected, LogReader.shortened(field)));
  }
}
