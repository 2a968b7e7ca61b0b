package org.recjpq.assignment.negatives;

import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.sequences.Sequences;

/** How the random negative items of a training batch are chosen. */
public interface NegativeSampling extends Part {
  /** k, the number of negatives per target position; at least 1. */
  int count();

  /**
   * Whether all target positions of a batch share the same k negatives. If not, each position has
   * its own.
   */
  boolean shared();

  /**
   * Creates a sampler.
   *
   * @param train the training sequences only
   */
  NegativeSampler sampler(Sequences train);
}
