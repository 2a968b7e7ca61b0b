package org.recjpq.assignment.transitions;

/**
 * What is counted as a transition, and how many successors are kept.
 *
 * <p>An item b that comes δ places after an item a in a training sequence, δ at most {@code
 * window}, adds 1/δ to the transition from a to b. Transitions of an item to itself do not count.
 * Divided by the sum of all transitions from a, this is the share P of b; its weight is ln(1 +
 * {@code smoothing} · P).
 *
 * @param successors T, the successors kept per item, those of the largest shares; 0 for no memory
 * @param window maximum distance in places, from 1 to 127
 * @param smoothing above 0: the larger, the closer are the weights of rare and frequent successors
 */
public record TransitionSettings(int successors, int window, double smoothing) {
  /** No memory. */
  public static final TransitionSettings OFF = new TransitionSettings(0, 3, 20);

  /** Distances are stored in a byte while transitions are counted. */
  static final int LARGEST_WINDOW = Byte.MAX_VALUE;

  /** Checks the ranges. */
  public TransitionSettings {
    if (successors < 0) {
      throw new IllegalArgumentException(
          "successors must be at least 0, which means no memory, found " + successors);
    }
    if (window < 1 || window > LARGEST_WINDOW) {
      throw new IllegalArgumentException(
          "window must lie in [1, %d], found %d".formatted(LARGEST_WINDOW, window));
    }
    if (!(smoothing > 0) || Double.isInfinite(smoothing)) {
      throw new IllegalArgumentException("smoothing must be above 0, found " + smoothing);
    }
  }

  /** Whether there is a memory. */
  public boolean hasSuccessors() {
    return successors > 0;
  }

  /** The same with another number of successors. */
  public TransitionSettings withSuccessors(int successors) {
    return new TransitionSettings(successors, window, smoothing);
  }

  /** The weight of a successor with this share of an item's transitions. */
  double weight(double share) {
    return Math.log1p(smoothing * share);
  }

  /** The share of an item's transitions that has this weight. */
  public double share(double weight) {
    return Math.expm1(weight) / smoothing;
  }

  /** The weight of an only successor; none is larger. */
  public double largestWeight() {
    return weight(1);
  }
}
