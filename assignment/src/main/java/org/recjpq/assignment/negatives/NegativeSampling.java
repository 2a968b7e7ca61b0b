package org.recjpq.assignment.negatives;

import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.sequences.Sequences;

/** How the random negative items of a training batch are chosen. */
public interface NegativeSampling extends Part {
  /** k, how many negatives a target position sees; at least 1. */
  int count();

  /**
   * Whether all target positions of a batch see the same k negatives. Else each position has k of
   * its own.
   */
  boolean shared();

  /**
   * Prepares draws.
   *
   * @param train the training sequences only
   */
  NegativeSampler sampler(Sequences train);
}
