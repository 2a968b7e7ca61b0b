package org.recjpq.assignment.synthetic;

/** Steps that lead through all numbers below a count, far from one to the next. */
final class Strides {
  private static final double GOLDEN = 0.6180339887498949;

  private Strides() {}

  /** The step for {@code count} numbers; added again and again modulo {@code count}. */
  static long through(long count) {
    long stride = Math.max(1, (long) (GOLDEN * count));
    while (divisor(stride, count) > 1) {
      stride++;
    }
    return stride;
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
