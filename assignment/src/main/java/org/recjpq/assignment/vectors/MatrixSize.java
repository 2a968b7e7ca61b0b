package org.recjpq.assignment.vectors;

import org.recjpq.assignment.files.DataException;

/** The size of a dense matrix in one array. */
final class MatrixSize {
  private MatrixSize() {}

  /**
   * The product of rows and columns.
   *
   * @throws DataException if an array cannot hold that many numbers
   */
  static int of(int rows, int columns) {
    long cells = (long) rows * columns;
    if (cells > Integer.MAX_VALUE) {
      throw new DataException(
          ("the log: expected at most %,d users and as many items for factors of %d numbers, found"
                  + " %,d; use random codes or fewer splits")
              .formatted(Integer.MAX_VALUE / columns, columns, rows));
    }
    return (int) cells;
  }
}
