package org.recjpq.assignment.codes;

import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.sequences.Sequences;

/** Chooses the code of every catalogue row. Each implementation contains its own settings. */
public interface CodeAssigner extends Part {
  /**
   * Assigns codes once, before training; they never change afterwards.
   *
   * @param train the training sequences only; an item that occurs in none still gets a code, and so
   *     do the padding and mask rows
   * @param seed the only source of randomness: equal seeds give equal codes, whatever the number of
   *     threads
   * @return codes of {@code train.catalogueSize() + }{@link
   *     org.recjpq.assignment.sequences.Catalogue#SPECIAL_ROWS} rows
   */
  ItemCodes assign(Sequences train, long seed);

  /** m, the number of splits of the codes; the dimension of an item vector is a multiple of it. */
  int splits();
}
