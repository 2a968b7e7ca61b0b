package org.recjpq.assignment.synthetic;

/**
 * Draws ranks 0 to size - 1, of which the first are far more likely than the last.
 *
 * <p>Rank r has the probability of the interval [r + 1, r + 2) under a density proportional to
 * x^-exponent on [1, size + 1): Zipf's law in closed form, which needs no table. The functions are
 * those of StrictMath, which give the same bits everywhere.
 */
final class PowerLaw {
  private static final double NEARLY_ONE = 1e-6;

  private final int size;
  private final double exponent;
  private final double scale; // of the uniform draw

  PowerLaw(int size, double exponent) {
    this.size = size;
    this.exponent = exponent;
    this.scale =
        isHarmonic() ? StrictMath.log(size + 1.0) : StrictMath.pow(size + 1.0, 1 - exponent) - 1;
  }

  /** The rank at {@code uniform}, a draw from [0, 1). */
  int rank(double uniform) {
    double x =
        isHarmonic()
            ? StrictMath.exp(uniform * scale)
            : StrictMath.pow(1 + uniform * scale, 1 / (1 - exponent));
    return Math.min((int) x - 1, size - 1); // rounding may reach size + 1
  }

  /** The probability of a rank. */
  double probability(int rank) {
    return (integral(rank + 2.0) - integral(rank + 1.0)) / integral(size + 1.0);
  }

  /** Of the density, up to a factor, from 1 to {@code x}. */
  private double integral(double x) {
    return isHarmonic()
        ? StrictMath.log(x)
        : (StrictMath.pow(x, 1 - exponent) - 1) / (1 - exponent);
  }

  private boolean isHarmonic() {
    return Math.abs(exponent - 1) < NEARLY_ONE;
  }
}
