package org.recjpq.program.significance;

import java.util.Locale;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end, not below {@code low}
 */
public record Interval(double low, double high) {
  /** Checks the order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "low must not exceed high, found %s and %s".formatted(low, high));
    }
  }

  /** Both ends with four decimals. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4f to %.4f", low, high);
  }
}
