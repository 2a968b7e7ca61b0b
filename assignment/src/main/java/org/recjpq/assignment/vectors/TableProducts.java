package org.recjpq.assignment.vectors;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Products of dense tables of many rows.
 *
 * <p>All are parallel over ranges of rows of a fixed size, and what is summed over ranges is summed
 * in their order, so bits do not depend on the number of threads.
 */
final class TableProducts {
  private static final int SPARSE_ROWS = 256;
  private static final int DENSE_ROWS = 1024;
  private static final int GRAM_ROWS = 1 << 14;

  private TableProducts() {}

  /**
   * Replaces {@code product} by {@code matrix} times {@code right} minus {@code shift} times {@code
   * product}.
   *
   * @param right [matrix columns, k]
   * @param product [matrix rows, k]
   */
  static void multiply(SparseRows matrix, TablePanel right, double shift, TablePanel product) {
    ParallelRanges.forEach(
        matrix.rows(),
        SPARSE_ROWS,
        (from, to) -> multiply(matrix, right, shift, product, from, to, from));
  }

  /** The rows [from, to) of a product, which begin at the row {@code target} of the result. */
  private static void multiply(
      SparseRows matrix,
      TablePanel right,
      double shift,
      TablePanel product,
      int from,
      int to,
      int target) {
    RowCells cells = new RowCells();
    float[] sum = new float[right.count()];
    for (int row = from; row < to; row++) {
      float[] array = product.table().array(target + row - from);
      int offset = product.offset(target + row - from);
      for (int k = 0; k < sum.length; k++) {
        sum[k] = (float) -shift * array[offset + k];
      }
      cells.clear();
      matrix.read(row, cells);
      cells.addProduct(right, sum);
      System.arraycopy(sum, 0, array, offset, sum.length);
    }
  }

  /** The Gram matrix of {@code matrix} times {@code right}, a product that is not stored. */
  static DMatrixRMaj gramOfProduct(SparseRows matrix, VectorTable right) {
    return gram(
        matrix.rows(),
        right.columns(),
        (from, to) -> {
          VectorTable rows = new VectorTable(to - from, right.columns());
          multiply(matrix, TablePanel.of(right), 0, TablePanel.of(rows), from, to, 0);
          return gram(rows, 0, to - from);
        });
  }

  /** The table's transpose times the table, [k, k], summed as doubles. */
  static DMatrixRMaj gram(VectorTable table) {
    return gram(table.rows(), table.columns(), (from, to) -> gram(table, from, to));
  }

  /** The upper triangle of the Gram matrix of the rows [from, to). */
  @FunctionalInterface
  private interface GramOfRows {
    double[] of(int from, int to);
  }

  private static DMatrixRMaj gram(int rows, int width, GramOfRows ofRows) {
    double[][] parts = new double[ParallelRanges.count(rows, GRAM_ROWS)][];
    ParallelRanges.forEach(
        rows, GRAM_ROWS, (from, to) -> parts[from / GRAM_ROWS] = ofRows.of(from, to));
    DMatrixRMaj gram = new DMatrixRMaj(width, width);
    for (double[] part : parts) {
      for (int i = 0; i < part.length; i++) {
        gram.data[i] += part[i];
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        gram.data[i * width + j] = gram.data[j * width + i];
      }
    }
    return gram;
  }

  /** The upper triangle of the Gram matrix of some rows. */
  private static double[] gram(VectorTable table, int from, int to) {
    int width = table.columns();
    double[] sums = new double[width * width];
    double[] a = new double[width];
    double[] b = new double[width];
    double[] c = new double[width];
    double[] d = new double[width];
    for (int row = from; row < to; row += 4) {
      copy(table, row, to, a);
      copy(table, row + 1, to, b);
      copy(table, row + 2, to, c);
      copy(table, row + 3, to, d);
      for (int i = 0; i < width; i++) {
        addRow(sums, i, a, b, c, d);
      }
    }
    return sums;
  }

  private static void addRow(double[] sums, int i, double[] a, double[] b, double[] c, double[] d) {
    int width = a.length;
    int start = i * width;
    double ofA = a[i];
    double ofB = b[i];
    double ofC = c[i];
    double ofD = d[i];
    for (int j = i; j < width; j++) {
      sums[start + j] += ofA * a[j] + ofB * b[j] + ofC * c[j] + ofD * d[j];
    }
  }

  /** Copies a row, or zeros if it is behind the last one. */
  private static void copy(VectorTable table, int row, int end, double[] target) {
    if (row >= end) {
      Arrays.fill(target, 0);
      return;
    }
    float[] source = table.array(row);
    int offset = table.offset(row);
    for (int k = 0; k < target.length; k++) {
      target[k] = source[offset + k];
    }
  }

  /**
   * {@code table} times a small matrix, row by row.
   *
   * @param right [k, n]
   * @param product [rows, at least n], whose further columns become 0; may be {@code table} itself
   */
  static void multiply(VectorTable table, DMatrixRMaj right, VectorTable product) {
    int width = right.getNumCols();
    float[] factors = new float[right.getNumElements()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) right.data[i];
    }
    ParallelRanges.forEach(
        table.rows(),
        DENSE_ROWS,
        (from, to) -> {
          float[] sum = new float[product.columns()];
          for (int row = from; row < to; row++) {
            Arrays.fill(sum, 0);
            addProduct(table.array(row), table.offset(row), factors, width, sum);
            System.arraycopy(sum, 0, product.array(row), product.offset(row), sum.length);
          }
        });
  }

  private static void addProduct(float[] row, int offset, float[] factors, int width, float[] sum) {
    int rows = factors.length / width;
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      float a = row[offset + i];
      float b = row[offset + i + 1];
      float c = row[offset + i + 2];
      float d = row[offset + i + 3];
      int start0 = i * width;
      int start1 = start0 + width;
      int start2 = start1 + width;
      int start3 = start2 + width;
      for (int k = 0; k < width; k++) {
        sum[k] +=
            a * factors[start0 + k]
                + b * factors[start1 + k]
                + c * factors[start2 + k]
                + d * factors[start3 + k];
      }
    }
    for (; i < rows; i++) {
      float a = row[offset + i];
      for (int k = 0; k < width; k++) {
        sum[k] += a * factors[i * width + k];
      }
    }
  }
}
