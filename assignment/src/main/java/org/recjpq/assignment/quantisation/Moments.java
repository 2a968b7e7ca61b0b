package org.recjpq.assignment.quantisation;

import org.ejml.data.DMatrixRMaj;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/** Sums of products of columns. */
final class Moments {
  private static final int BLOCK_ROWS = 8192;

  private Moments() {}

  /** The mean of every column, [w]. */
  static double[] means(VectorTable table) {
    double[] sums = new double[table.columns()];
    for (int row = 0; row < table.rows(); row++) {
      float[] vector = table.array(row);
      int offset = table.offset(row);
      for (int column = 0; column < sums.length; column++) {
        sums[column] += vector[offset + column];
      }
    }
    for (int column = 0; column < sums.length; column++) {
      sums[column] /= table.rows();
    }
    return sums;
  }

  /** The covariances of the columns, [w, w]. */
  static DMatrixRMaj covariances(VectorTable table) {
    double[] means = means(table);
    DMatrixRMaj covariances = products(table, table);
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j < means.length; j++) {
        covariances.set(i, j, covariances.get(i, j) / table.rows() - means[i] * means[j]);
      }
    }
    return covariances;
  }

  /**
   * The transpose of one table times another of the same size, [w, w]. O(n w²).
   *
   * <p>Blocks of rows are added up in their order, so that the sums do not depend on the threads.
   */
  static DMatrixRMaj products(VectorTable left, VectorTable right) {
    int width = left.columns();
    DMatrixRMaj[] blocks = new DMatrixRMaj[ParallelRanges.count(left.rows(), BLOCK_ROWS)];
    ParallelRanges.forEach(
        left.rows(),
        BLOCK_ROWS,
        (from, to) -> {
          DMatrixRMaj sum = new DMatrixRMaj(width, width);
          for (int row = from; row < to; row++) {
            add(left.array(row), left.offset(row), right.array(row), right.offset(row), sum);
          }
          blocks[from / BLOCK_ROWS] = sum;
        });
    DMatrixRMaj total = new DMatrixRMaj(width, width);
    for (DMatrixRMaj block : blocks) {
      for (int i = 0; i < total.data.length; i++) {
        total.data[i] += block.data[i];
      }
    }
    return total;
  }

  private static void add(float[] left, int i, float[] right, int j, DMatrixRMaj sum) {
    int width = sum.getNumCols();
    for (int row = 0; row < width; row++) {
      double factor = left[i + row];
      int target = row * width;
      for (int column = 0; column < width; column++) {
        sum.data[target + column] += factor * right[j + column];
      }
    }
  }
}
