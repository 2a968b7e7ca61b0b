package org.recjpq.assignment.vectors;

/** A sparse matrix that is read row by row, from any thread; nothing says how it is stored. */
interface SparseRows {
  /** Number of rows. */
  int rows();

  /** Number of columns. */
  int columns();

  /** Adds the non-zero cells of {@code row} to {@code cells}, always in the same order. */
  void read(int row, RowCells cells);
}
