package org.recjpq.program.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for numeric options, each for one range; a value outside it is a usage error. */
public final class Numbers {
  private Numbers() {}

  /** A whole number of at least 1. */
  public static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return wholeNumber(value, 1);
    }
  }

  /** A whole number of at least 0. */
  public static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return wholeNumber(value, 0);
    }
  }

  /** A number in [0, 1]. */
  public static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double share = number(value);
      return require(share >= 0 && share <= 1, share, "a number from 0 to 1", value);
    }
  }

  /** A number in [0, 1). */
  public static final class ShareBelowOne implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double share = number(value);
      return require(share >= 0 && share < 1, share, "a number from 0 to below 1", value);
    }
  }

  /** A finite number above 0, as a float32 too. */
  public static final class PositiveReal implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double real = number(value);
      boolean isInRange = (float) real > 0 && Float.isFinite((float) real);
      return require(isInRange, real, "a number above 0", value);
    }
  }

  /** A finite number of at least 0. */
  public static final class NotNegativeReal implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double real = number(value);
      return require(
          real >= 0 && Float.isFinite((float) real), real, "a number of at least 0", value);
    }
  }

  private static int wholeNumber(String value, int least) {
    String expected = "a whole number of at least " + least;
    try {
      int number = Integer.parseInt(value);
      return require(number >= least, number, expected, value);
    } catch (NumberFormatException other) {
      return require(false, least, expected, value);
    }
  }

  /** The number, or NaN, which is in no range. */
  private static double number(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException other) {
      return Double.NaN;
    }
  }

  private static <T> T require(boolean isInRange, T number, String expected, String found) {
    if (!isInRange) {
      throw new TypeConversionException("expected %s, found %s".formatted(expected, found));
    }
    return number;
  }
}
