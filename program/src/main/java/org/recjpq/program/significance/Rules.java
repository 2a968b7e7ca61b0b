package org.recjpq.program.significance;

/**
 * What is called different, and what equal.
 *
 * @param margin the largest difference that is called none, as a share of the first run's mean
 * @param seed of the bootstrap
 */
public record Rules(double margin, long seed) {
  /** Level of all tests; intervals have 95 %. */
  public static final double LEVEL = 0.05;

  /** As the authors of RecJPQ, ±5 %. */
  public static final Rules DEFAULT = new Rules(0.05, 1);

  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException unless it lies in (0, 1)
   */
  public Rules {
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException("margin must lie between 0 and 1, found " + margin);
    }
  }
}
