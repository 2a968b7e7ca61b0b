package org.recjpq.assignment.vectors;

/** A sparse matrix that can be multiplied; nothing says how it is stored. */
interface SparseProduct {
  /** Number of rows. */
  int rows();

  /** Number of columns. */
  int columns();

  /**
   * This matrix times {@code right}, whose rows are this matrix's columns; the bits depend neither
   * on the way of storing nor on the number of threads.
   */
  TallMatrix times(TallMatrix right);

  /** The same matrix with rows and columns swapped. */
  SparseProduct transposed();
}
