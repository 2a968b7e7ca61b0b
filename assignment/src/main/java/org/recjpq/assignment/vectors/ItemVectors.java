package org.recjpq.assignment.vectors;

import org.recjpq.assignment.parts.Part;

/**
 * Gives every item a real vector before training, such that similar items have similar vectors:
 * what product quantisation makes codes from, and what a full table can start from.
 */
public interface ItemVectors extends Part {
  /**
   * Learns or reads the vectors.
   *
   * @param input the training sequences, the ids of the items, the dimension of the vectors and the
   *     seed: equal inputs give equal vectors, whatever the number of threads
   * @return vectors of the N items with {@code input.dimension()} numbers each; zeros for an item
   *     about which nothing is known
   */
  VectorTable learn(AssignmentInput input);
}
