package org.recjpq.assignment.transitions;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogDuration;

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
 * @param longestGap no transition leads across a longer time between two successive interactions;
 *     see {@link LogDuration}. Null for no limit
 * @param halfLife a transition so much older than the latest interaction of the log counts half,
 *     one twice as old a quarter; see {@link LogDuration}. Null if all count alike
 * @param optional whether a catalogue too large for a memory goes without one; if not, it is
 *     refused
 */
public record TransitionSettings(
    int successors,
    int window,
    double smoothing,
    @Nullable String longestGap,
    @Nullable String halfLife,
    boolean optional) {
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
    requireDuration("longestGap", longestGap);
    requireDuration("halfLife", halfLife);
  }

  private static void requireDuration(String setting, @Nullable String text) {
    try {
      if (text != null) {
        var unused = new LogDuration(text);
      }
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException(setting + ": " + none.getMessage(), none);
    }
  }

  /** A memory without a limit in time, that is insisted on. */
  public TransitionSettings(int successors, int window, double smoothing) {
    this(successors, window, smoothing, null, null, false);
  }

  /** Whether there is a memory. */
  public boolean hasSuccessors() {
    return successors > 0;
  }

  /** The same with another number of successors. */
  public TransitionSettings withSuccessors(int successors) {
    return new TransitionSettings(successors, window, smoothing, longestGap, halfLife, optional);
  }

  /**
   * The same for a catalogue of a known size: without a memory if it is optional, and the catalogue
   * too large for it.
   *
   * @param items N
   * @throws DataException if the catalogue is too large and the memory not optional
   */
  public TransitionSettings resolved(int items) {
    if (!hasSuccessors() || items <= Transitions.mostItems(successors)) {
      return this;
    }
    if (optional) {
      return withSuccessors(0);
    }
    throw new DataException(
        ("memory.successors: expected at most %,d items for %d successors each, found %,d; set it"
                + " lower, or to 0 for no memory")
            .formatted(Transitions.mostItems(successors), successors, items));
  }

  /**
   * The interactions to count transitions of: with their gaps and their age, if these matter.
   *
   * @throws DataException if they matter, and the log has no times
   */
  public Interactions withTimes(Interactions log) {
    Interactions gaps = longestGap == null ? log : log.withLongestGap(new LogDuration(longestGap));
    return halfLife == null ? gaps : gaps.withHalfLife(new LogDuration(halfLife));
  }

  /** The same with another half-life, or with none. */
  public TransitionSettings withHalfLife(@Nullable String halfLife) {
    return new TransitionSettings(successors, window, smoothing, longestGap, halfLife, optional);
  }

  /** Whether these resolved settings lack a memory because the catalogue is too large for it. */
  public boolean wasLeftOut() {
    return optional && !hasSuccessors();
  }

  /** Size of a memory of this many items, in bytes. */
  public long bytes(int items) {
    return (long) items * bytesPerItem();
  }

  /** Bytes per item: a successor and its weight share four. */
  public int bytesPerItem() {
    return successors * Integer.BYTES;
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
