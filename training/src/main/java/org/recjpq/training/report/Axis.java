package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis whose ticks are at round numbers that enclose all values.
 *
 * @param from value at its beginning
 * @param to value at its end, above {@code from}
 * @param tick distance of two ticks; ten on a logarithmic axis
 * @param isLogarithmic whether equal factors have equal lengths; values are then above 0
 */
record Axis(double from, double to, double tick, boolean isLogarithmic) {
  private static final int TICKS = 5;

  /** A logarithmic axis up to this factor long has ticks at 2 and 5 times the powers of ten too. */
  private static final int SHORT = 100;

  /** An axis for values, all finite and at least one. */
  static Axis around(double... values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double span = max > min ? max - min : Math.max(Math.abs(max), 1);
    double tick = roundUp(span / TICKS);
    double from = Math.floor(min / tick) * tick;
    double to = Math.ceil(max / tick) * tick;
    return new Axis(from, to > from ? to : from + tick, tick, false);
  }

  /** The same with powers of ten; values above 0. */
  static Axis logarithmic(double... values) {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      from = Math.min(from, Math.pow(10, Math.floor(Math.log10(value))));
      to = Math.max(to, Math.pow(10, Math.ceil(Math.log10(value))));
    }
    return new Axis(from, to > from ? to : from * 10, 10, true);
  }

  /** The next of 1, 2, 5, 10, 20, … at any power of ten. */
  private static double roundUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    double digit = value / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  /** All ticks, the first at {@link #from}. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (isLogarithmic) {
      boolean isShort = to / from <= SHORT * 1.0001;
      for (double value = from; value <= to * 1.0001; value *= tick) {
        ticks.add(value);
        if (isShort && value < to / 2) {
          ticks.add(2 * value);
          ticks.add(5 * value);
        }
      }
      return ticks;
    }
    for (int i = 0; from + i * tick <= to + tick / 2; i++) {
      ticks.add(from + i * tick);
    }
    return ticks;
  }

  /** A tick as text. */
  String label(double value) {
    double step = isLogarithmic ? value : tick;
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Where a value lies, 0 at the beginning and 1 at the end. */
  double place(double value) {
    return isLogarithmic
        ? Math.log(value / from) / Math.log(to / from)
        : (value - from) / (to - from);
  }
}
