package org.recjpq.assignment.codes;

/** Learns factors from a matrix that is known to it. */
@FunctionalInterface
public interface LearnedFactors {
  /**
   * Learns factors.
   *
   * @return finite values [components][rows], where the rows are the items, padding and mask
   */
  float[][] learn(int components, long seed);
}
