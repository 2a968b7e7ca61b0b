package org.recjpq.program.studies;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.recjpq.assignment.files.DataException;

/**
 * An axis given by its ends.
 *
 * @param from the first value
 * @param to the last value, above {@code from}
 * @param steps number of values in a grid, at least 2; 0 if only random search is meant
 * @param logarithmic whether equal factors are equally likely, not equal differences
 * @param whole whether values are whole numbers
 */
record Range(double from, double to, int steps, boolean logarithmic, boolean whole) {
  /** Digits of a drawn value, enough for a search and few enough to read. */
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  /** Checks the order. */
  Range {
    if (!(from < to) || (logarithmic && from <= 0)) {
      throw new DataException(
          "expected from below to, and above 0 on a logarithmic scale, found %s and %s"
              .formatted(from, to));
    }
    if (steps != 0 && steps < 2) {
      throw new DataException("steps: expected at least 2, found " + steps);
    }
  }

  /** The values of a grid, ascending. */
  List<BigDecimal> values() {
    if (steps == 0) {
      throw new DataException(
          "expected steps, for a grid, found none; add steps, or search random");
    }
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      BigDecimal value = at(i / (steps - 1.0));
      if (values.isEmpty() || values.get(values.size() - 1).compareTo(value) < 0) {
        values.add(value);
      }
    }
    return values;
  }

  /** A value drawn from the range. */
  BigDecimal draw(SplittableRandom random) {
    return at(random.nextDouble());
  }

  private BigDecimal at(double share) {
    double value =
        logarithmic
            ? StrictMath.exp(
                StrictMath.log(from) + share * (StrictMath.log(to) - StrictMath.log(from)))
            : from + share * (to - from);
    if (whole) {
      return BigDecimal.valueOf(Math.round(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return new BigDecimal(rounded.toPlainString());
  }
}
