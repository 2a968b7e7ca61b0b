package org.recjpq.assignment.vectors;

import org.recjpq.assignment.sequences.Sequences;

/** Gives every catalogue row a short real vector whose neighbours are similar items. */
public interface ItemFactors {
  /**
   * Learns the vectors from the training sequences.
   *
   * @param train training sequences only
   * @param components numbers per row, at least 1
   * @param seed the only source of randomness: equal seeds give equal factors, whatever the number
   *     of threads
   * @return finite values [components][rows], where the rows are the items, padding and mask
   */
  float[][] learn(Sequences train, int components, long seed);
}
