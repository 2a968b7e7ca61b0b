package org.recjpq.assignment.vectors;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;

/**
 * What codes and item vectors are made from.
 *
 * @param train the training sequences only
 * @param catalogue the ids of the items, which a file of the user's refers to; null if they have
 *     none, as in generated sequences
 * @param dimension d, the length of an item vector in the model, at least 1
 * @param seed the only source of randomness
 */
public record AssignmentInput(
    Sequences train, @Nullable Catalogue catalogue, int dimension, long seed) {
  /** Checks the dimension and that the catalogue is that of the sequences. */
  public AssignmentInput {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, found " + dimension);
    }
    if (catalogue != null && catalogue.size() != train.catalogueSize()) {
      throw new IllegalArgumentException(
          "catalogue must have the %d items of the sequences, found %d"
              .formatted(train.catalogueSize(), catalogue.size()));
    }
  }

  /** N, the number of items. */
  public int items() {
    return train.catalogueSize();
  }
}
