package org.recjpq.training.loop;

import java.util.Locale;

/** Adds up how long the steps of a training wait for their batches. */
public final class WaitingTime implements TrainingListener {
  private long steps;
  private long firstNanos; // that the first step waited
  private long waitedNanos; // that the others waited
  private long nanos; // of the others, waiting included

  @Override
  public void stepped(TrainingStep step) {
    if (steps == 0) {
      firstNanos = step.waitedNanos();
    } else {
      waitedNanos += step.waitedNanos();
      nanos += step.nanos();
    }
    steps++;
  }

  /**
   * Milliseconds that a step waits, on average over all but the first, which waits for the plan of
   * the epoch; 0 if there are none.
   */
  public double milliseconds() {
    return steps < 2 ? 0 : waitedNanos / 1e6 / (steps - 1);
  }

  /** The part of their time that these steps wait, in [0, 1]. */
  public double share() {
    return nanos == 0 ? 0 : waitedNanos / (double) nanos;
  }

  /** Both, and what the first step waited, in one readable sentence without its full stop. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Steps waited %.3f ms for their batches on average, %.2f %% of their time, and the first"
            + " one %.0f ms",
        milliseconds(),
        100 * share(),
        firstNanos / 1e6);
  }
}
