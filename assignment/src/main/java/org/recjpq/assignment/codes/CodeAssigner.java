package org.recjpq.assignment.codes;

import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;

/** Chooses the code of every catalogue row. Each implementation contains its own settings. */
public interface CodeAssigner extends Part {
  /**
   * Assigns codes once, before training; they never change afterwards.
   *
   * @param input training sequences, of which an item may occur in none: it still gets a code, and
   *     so do the padding and mask rows. Equal inputs give equal codes, whatever the number of
   *     threads
   * @return codes of {@code input.items() + }{@link
   *     org.recjpq.assignment.sequences.Catalogue#SPECIAL_ROWS} rows, and the first sub-embeddings
   *     if the assigner has some
   */
  AssignedCodes assign(AssignmentInput input);

  /**
   * The codes alone, for a model of dimension m and items without ids.
   *
   * @param train the training sequences only
   * @param seed the only source of randomness
   */
  default ItemCodes assign(Sequences train, long seed) {
    return assign(new AssignmentInput(train, null, splits(), seed)).codes();
  }

  /**
   * m, the number of splits of the codes; the dimension of an item vector is a multiple of it
   * unless {@link #summed}.
   */
  int splits();

  /**
   * Whether an item's vector is the sum of the m sub-embeddings of its code, each as long as the
   * vector; otherwise it is their concatenation.
   */
  default boolean summed() {
    return false;
  }

  /**
   * These settings with all that they leave to the catalogue decided, as a run records them.
   *
   * @param items N
   * @param dimension d
   */
  default CodeAssigner resolved(int items, int dimension) {
    return this;
  }

  /**
   * Checks that the settings are complete, and the length of an item vector: a multiple of m if it
   * is a concatenation of m parts.
   *
   * @param dimension d, at least 1
   * @throws IllegalArgumentException if it does not fit; the message names the settings as a
   *     configuration does
   */
  default void check(int dimension) {
    if (!summed() && dimension % splits() != 0) {
      throw new IllegalArgumentException(
          "model.dimension: expected a multiple of model.items.codes.splits (%d), found %d"
              .formatted(splits(), dimension));
    }
  }
}
