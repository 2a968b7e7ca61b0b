package org.recjpq.assignment.vectors;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * A dense matrix of many rows and a few columns, row-major.
 *
 * <p>Its operations are parallel over blocks of rows of a fixed size, so their bits do not depend
 * on the number of threads.
 */
final class TallMatrix {
  private static final int BLOCK_ROWS = 4096;

  private final int rows;
  private final int columns;
  private final double[] values;

  /** A matrix of zeros. */
  TallMatrix(int rows, int columns) {
    this(rows, columns, new double[MatrixSize.of(rows, columns)]);
  }

  private TallMatrix(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** A matrix of these values, row after row, which are not copied. */
  static TallMatrix wrap(double[] values, int columns) {
    return new TallMatrix(values.length / columns, columns, values);
  }

  /**
   * A QR decomposition.
   *
   * @param q [rows, columns] with orthonormal columns
   * @param r upper triangular [columns, columns]; the decomposed matrix is q r
   */
  record Qr(TallMatrix q, DMatrixRMaj r) {}

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** The values themselves, row after row; not a copy. */
  double[] values() {
    return values;
  }

  double get(int row, int column) {
    return values[row * columns + column];
  }

  /**
   * Householder QR of each block of rows, then of the stacked triangles.
   *
   * <p>Q is orthonormal to rounding even if the columns are dependent. Source: Demmel, Grigori,
   * Hoemmen and Langou, "Communication-optimal parallel and sequential QR and LU factorizations",
   * 2012 (TSQR, with a tree of two levels). Needs at least as many rows as columns.
   */
  Qr qr() {
    int blocks = ParallelRanges.count(rows, BLOCK_ROWS);
    DMatrixRMaj[] blockQ = new DMatrixRMaj[blocks];
    DMatrixRMaj[] blockR = new DMatrixRMaj[blocks];
    ParallelRanges.forEach(
        rows,
        BLOCK_ROWS,
        (from, to) -> {
          QRDecomposition<DMatrixRMaj> decomposition = decompose(copyOf(from, to));
          blockQ[from / BLOCK_ROWS] = decomposition.getQ(null, true);
          blockR[from / BLOCK_ROWS] = decomposition.getR(null, true);
        });
    QRDecomposition<DMatrixRMaj> top = decompose(stacked(blockR));
    DMatrixRMaj topQ = top.getQ(null, true);
    TallMatrix q = new TallMatrix(rows, columns);
    ParallelRanges.forEach(
        rows,
        BLOCK_ROWS,
        (from, to) -> {
          int block = from / BLOCK_ROWS;
          q.setRows(from, blockQ[block], topQ, block * columns);
        });
    return new Qr(q, top.getR(null, true));
  }

  /** This matrix times a small square one. */
  TallMatrix times(DMatrixRMaj right) {
    TallMatrix product = new TallMatrix(rows, columns);
    ParallelRanges.forEach(
        rows, BLOCK_ROWS, (from, to) -> product.setRows(from, copyOf(from, to), right, 0));
    return product;
  }

  /** The return value of {@code decompose} only says whether the columns are independent. */
  private static QRDecomposition<DMatrixRMaj> decompose(DMatrixRMaj matrix) {
    QRDecomposition<DMatrixRMaj> qr =
        DecompositionFactory_DDRM.qr(matrix.getNumRows(), matrix.getNumCols());
    qr.decompose(matrix);
    return qr;
  }

  private DMatrixRMaj copyOf(int from, int to) {
    DMatrixRMaj copy = new DMatrixRMaj(to - from, columns);
    System.arraycopy(values, from * columns, copy.data, 0, copy.getNumElements());
    return copy;
  }

  /** Stacks the triangles; all have {@code columns} rows except the last, which may have fewer. */
  private DMatrixRMaj stacked(DMatrixRMaj[] triangles) {
    DMatrixRMaj last = triangles[triangles.length - 1];
    DMatrixRMaj stack =
        new DMatrixRMaj((triangles.length - 1) * columns + last.getNumRows(), columns);
    for (int block = 0; block < triangles.length; block++) {
      DMatrixRMaj triangle = triangles[block];
      System.arraycopy(
          triangle.data, 0, stack.data, block * columns * columns, triangle.getNumElements());
    }
    return stack;
  }

  /** Adds {@code left} times the rows of {@code right} from {@code offset} on to rows of zeros. */
  private void setRows(int from, DMatrixRMaj left, DMatrixRMaj right, int offset) {
    int inner = left.getNumCols();
    for (int i = 0; i < left.getNumRows(); i++) {
      int target = (from + i) * columns;
      for (int j = 0; j < inner; j++) {
        double factor = left.data[i * inner + j];
        int source = (offset + j) * columns;
        for (int k = 0; k < columns; k++) {
          values[target + k] += factor * right.data[source + k];
        }
      }
    }
  }
}
