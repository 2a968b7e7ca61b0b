package org.recjpq.assignment.growth;

import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * The items of a grown catalogue: those that a model knows come first.
 *
 * @param sequences of known and new items
 * @param catalogue the N ids of both
 * @param known vectors of the known items, [K, d]
 * @param seed the only source of randomness
 */
public record GrownItems(Sequences sequences, Catalogue catalogue, VectorTable known, long seed) {
  /** Checks that the sizes agree. */
  public GrownItems {
    if (catalogue.size() != sequences.catalogueSize() || known.rows() > catalogue.size()) {
      throw new IllegalArgumentException(
          "expected sequences of the %d items of the catalogue, and at most as many known ones, found %d and %d"
              .formatted(catalogue.size(), sequences.catalogueSize(), known.rows()));
    }
  }

  /** K, the number of known items: the first new one. */
  public int firstNew() {
    return known.rows();
  }

  /** Number of new items. */
  public int newItems() {
    return catalogue.size() - known.rows();
  }

  /** d. */
  public int dimension() {
    return known.columns();
  }
}
