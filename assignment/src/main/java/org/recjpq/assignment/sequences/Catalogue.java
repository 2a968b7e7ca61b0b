package org.recjpq.assignment.sequences;

import org.recjpq.assignment.logs.Ids;

/**
 * The items that a model knows: N external ids, each with its index in order of first appearance.
 *
 * <p>A model's item table has two rows more than the catalogue has items: row N stands for padding
 * and row N + 1 for a masked item (official code of RecJPQ, arXiv 2312.06165).
 */
public final class Catalogue {
  /** Rows of an item table beyond the items themselves: padding and mask. */
  public static final int SPECIAL_ROWS = 2;

  private final Ids ids;

  /** Takes over {@code ids}, whose order is the order of the catalogue. */
  public Catalogue(Ids ids) {
    this.ids = ids;
  }

  /** N, the number of items. */
  public int size() {
    return ids.size();
  }

  /** The external id of item {@code index}, in [0, N). */
  public String id(int index) {
    return ids.get(index);
  }

  /** The index of external id {@code id}, or -1 if the catalogue does not have it. */
  public int indexOf(String id) {
    return ids.indexOf(id);
  }
}
