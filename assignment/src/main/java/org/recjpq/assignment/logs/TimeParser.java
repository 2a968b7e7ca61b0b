package org.recjpq.assignment.logs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time column of one log: whole numbers of any unit, taken as they are; seconds or
 * milliseconds with fractions; or dates, in the usual forms or in one of the user's. The latter two
 * become nanoseconds since 1970. The first good row decides which.
 */
final class TimeParser {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
  private static final int LONGEST_NUMBER = 60;

  private final DateText dates;
  private final boolean withFractions;
  private volatile @Nullable Clock clock;

  /** A number has a fraction, though those before had none. */
  static final class FractionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FractionException() {
      super("expected whole numbers, found a fraction");
    }
  }

  /** Reads numbers or dates of the usual forms. */
  TimeParser() {
    this(null, false);
  }

  /**
   * Reads times.
   *
   * @param pattern of dates, or null for numbers or dates of the usual forms
   * @param withFractions whether numbers have fractions, as another reading has found
   */
  TimeParser(@Nullable String pattern, boolean withFractions) {
    this(pattern, withFractions, null);
  }

  /**
   * The same where it is known what the times stand for.
   *
   * @param clock null if the first good row decides that
   */
  TimeParser(@Nullable String pattern, boolean withFractions, @Nullable Clock clock) {
    this.dates = DateText.of(pattern);
    this.withFractions = withFractions;
    this.clock = pattern == null ? clock : Clock.DATES;
  }

  /** Whether a good row has decided the format. */
  boolean areSettled() {
    return clock != null;
  }

  /** Whether the format is that of whole numbers. */
  boolean areNumbers() {
    return clock == Clock.NUMBERS;
  }

  /** What the times stand for. */
  Clock clock() {
    Clock settled = clock;
    return settled == null ? Clock.NUMBERS : settled;
  }

  /**
   * The time in {@code field}, which has no blanks around it.
   *
   * @throws FractionException if it has a fraction, though those before had none
   */
  long parse(String field) throws BadRowException {
    Clock settled = clock;
    if (settled == Clock.DATES) {
      return date(field);
    }
    if (settled == Clock.NUMBERS) {
      return number(field);
    }
    if (settled != null) {
      return scaled(decimal(field, "a number"), settled, field);
    }
    boolean isNumber = NUMBER.matcher(field).matches();
    if (!isNumber && !mayBeDate(field)) {
      throw none("a number or a date", field);
    }
    long time = isNumber ? firstNumber(field) : date(field);
    if (!isNumber) { // a bad row decides nothing
      clock = Clock.DATES;
    }
    return time;
  }

  private static boolean mayBeDate(String field) {
    return field.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private long firstNumber(String field) throws BadRowException {
    BigDecimal number = decimal(field, "a number");
    if (!withFractions && isWhole(number)) {
      long whole = number(field);
      clock = Clock.NUMBERS;
      return whole;
    }
    boolean seconds = number.abs().compareTo(BigDecimal.valueOf(Clock.SECONDS_BELOW)) < 0;
    Clock found = seconds ? Clock.SECONDS : Clock.MILLISECONDS;
    long time = scaled(number, found, field);
    clock = found;
    return time;
  }

  private static long scaled(BigDecimal number, Clock clock, String field) throws BadRowException {
    try {
      return number
          .multiply(BigDecimal.valueOf(clock.perUnit()))
          .setScale(0, RoundingMode.FLOOR)
          .longValueExact();
    } catch (ArithmeticException tooLarge) {
      throw none("a number of seconds or milliseconds since 1970", field);
    }
  }

  /** A whole number; a fraction of zeros and an exponent are allowed. */
  static long number(String field) throws BadRowException {
    try {
      return Long.parseLong(field);
    } catch (NumberFormatException unusual) {
      BigDecimal number = decimal(field, "a whole number");
      if (!isWhole(number)) {
        throw new FractionException();
      }
      try {
        return number.longValueExact();
      } catch (ArithmeticException tooLarge) {
        throw none("a whole number", field);
      }
    }
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static BigDecimal decimal(String field, String expected) throws BadRowException {
    if (field.length() > LONGEST_NUMBER || !NUMBER.matcher(field).matches()) {
      throw none(expected, field);
    }
    return new BigDecimal(field);
  }

  private long date(String field) throws BadRowException {
    try {
      return dates.nanoseconds(field);
    } catch (ArithmeticException outside) {
      throw none("a date from 1678 to 2261", field);
    } catch (DateTimeException none) {
      throw new BadRowException(
          ("expected a date such as 2024-05-31 12:00:00 as time, found \"%s\"; set"
                  + " source.format.timeFormat to a pattern for other dates, or name the time"
                  + " column if it is a different one")
              .formatted(LogReader.shortened(field)));
    }
  }

  private static BadRowException none(String expected, String field) {
    return new BadRowException(
        "expected %s as time, found \"%s\"; name the time column if it is a different one"
            .formatted(expected, LogReader.shortened(field)));
  }
}
