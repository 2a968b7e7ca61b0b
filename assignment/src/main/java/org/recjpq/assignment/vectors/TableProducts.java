package org.recjpq.assignment.vectors;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    Queue<RowCells> idle = new ConcurrentLinkedQueue<>();
    ParallelRanges.forEach(
        matrix.rows(),
        SPARSE_ROWS,
        (from, to) -> {
          RowCells used = idle.poll();
          RowCells cells = used == null ? new RowCells() : used;
          multiply(cells, matrix, right, shift, product, from, to, from);
          idle.add(cells);
        });
  }

  /**
   * The rows [from, to) of a product, which begin at the row {@code target} of the result.
   *
   * @param cells to work with
   */
  private static void multiply(
      RowCells cells,
      SparseRows matrix,
      TablePanel right,
      double shift,
      TablePanel product,
      int from,
      int to,
      int target) {
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

  /**
   * The Gram matrix of {@code matrix} times {@code right}, a product of which only a few rows are
   * stored at a time.
   */
  static DMatrixRMaj gramOfProduct(SparseRows matrix, VectorTable right) {
    int width = right.columns();
    return gram(
        matrix.rows(),
        width,
        (from, to, sums) -> {
          VectorTable rows = new VectorTable(SPARSE_ROWS, width);
          RowCells cells = new RowCells();
          for (int first = from; first < to; first += SPARSE_ROWS) {
            int end = Math.min(first + SPARSE_ROWS, to);
            multiply(cells, matrix, TablePanel.of(right), 0, TablePanel.of(rows), first, end, 0);
            addGram(rows, 0, end - first, sums);
          }
        });
  }

  /** The table's transpose times the table, [k, k], summed as doubles. */
  static DMatrixRMaj gram(VectorTable table) {
    return gram(table.rows(), table.columns(), (from, to, sums) -> addGram(table, from, to, sums));
  }

  /** Adds the upper triangle of the Gram matrix of the rows [from, to). */
  @FunctionalInterface
  private interface GramOfRows {
    void add(int from, int to, double[][] sums);
  }

  private static DMatrixRMaj gram(int rows, int width, GramOfRows ofRows) {
    double[][][] parts = new double[ParallelRanges.count(rows, GRAM_ROWS)][][];
    ParallelRanges.forEach(
        rows,
        GRAM_ROWS,
        (from, to) -> {
          double[][] sums = new double[width][width];
          ofRows.add(from, to, sums);
          parts[from / GRAM_ROWS] = sums;
        });
    DMatrixRMaj gram = new DMatrixRMaj(width, width);
    for (double[][] part : parts) {
      for (int i = 0; i < width; i++) {
        for (int j = i; j < width; j++) {
          gram.data[i * width + j] += part[i][j];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        gram.data[i * width + j] = gram.data[j * width + i];
      }
    }
    return gram;
  }

  private static void addGram(VectorTable table, int from, int to, double[][] sums) {
    int width = table.columns();
    double[] part = new double[width];
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
        ArraySums.addMultiplesFrom(i, sums[i], part, a, b, c, d);
      }
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
    float[][] factors = new float[right.getNumRows()][right.getNumCols()];
    for (int i = 0; i < factors.length; i++) {
      for (int k = 0; k < factors[i].length; k++) {
        factors[i][k] = (float) right.get(i, k);
      }
    }
    int width = right.getNumCols();
    ParallelRanges.forEach(
        table.rows(),
        DENSE_ROWS,
        (from, to) -> {
          float[] sum = new float[width];
          float[] part = new float[width];
          for (int row = from; row < to; row++) {
            Arrays.fill(sum, 0);
            ArraySums.addProducts(
                sum, part, table.array(row), table.offset(row), factors, factors.length);
            float[] target = product.array(row);
            int offset = product.offset(row);
            System.arraycopy(sum, 0, target, offset, width);
            Arrays.fill(target, offset + width, offset + product.columns(), 0);
          }
        });
  }
}
