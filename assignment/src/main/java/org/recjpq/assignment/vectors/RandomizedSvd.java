package org.recjpq.assignment.vectors;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The leading singular values and vectors of a large sparse matrix.
 *
 * <p>Power iterations on a random start go on until no wanted singular value changes by more than
 * {@code tolerance}, relative to itself, or {@code iterations} are reached. Each subtracts a shift
 * of at most half the square of the smallest value sought, which makes all converge faster.
 *
 * <p>Source: Halko, Martinsson and Tropp, "Finding structure with randomness", arXiv 0909.4061; the
 * shift is that of Feng, Yu and Xie, "Faster randomized SVD with dynamic shifts" (dashSVD), ACM
 * TOMS 2024, arXiv 2404.09276. The range is orthonormalised by the eigenvectors of its Gram matrix,
 * summed as doubles; tables are float32.
 *
 * <p>Memory: 4 (rank + oversamples) bytes per row of the matrix, and for the left vectors at most
 * 512 MiB or 160 bytes per column, for the right ones as much as per row. Time: two products by the
 * matrix an iteration.
 *
 * @param oversamples additional columns, 0 or more
 * @param iterations power iterations at most, 0 or more
 * @param tolerance relative change of a singular value that ends the iterations, 0 or more
 */
record RandomizedSvd(int oversamples, int iterations, double tolerance) {
  private static final int BLOCK_ROWS = 4096;

  /** Directions of a range below this share of the strongest one's square are rounding errors. */
  private static final double NOISE = 1e-13;

  RandomizedSvd {
    if (oversamples < 0 || iterations < 0 || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "oversamples, iterations and tolerance must be 0 or more, found %d, %d and %s"
              .formatted(oversamples, iterations, tolerance));
    }
  }

  /**
   * The leading singular values of a matrix, and the vectors of one of its sides.
   *
   * @param values descending, one for each column of {@code vectors}; 0 for those that do not exist
   * @param vectors orthonormal columns [rows or columns of the matrix, values.length], with
   *     arbitrary signs; those of values of 0 are zeros
   */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared
  record Decomposition(double[] values, VectorTable vectors) {
    /**
     * The vectors times a power of their values, once: where there are enough, they are replaced by
     * the result, so that no two large tables are needed.
     *
     * @param columns number of columns of the result: further vectors are left out, and missing
     *     ones are zeros
     */
    VectorTable scaled(double power, int columns) {
      float[] factors = new float[Math.min(values.length, columns)];
      for (int k = 0; k < factors.length; k++) {
        factors[k] = values[k] > 0 ? (float) Math.pow(values[k], power) : 0;
      }
      VectorTable result =
          columns <= vectors.columns()
              ? vectors.part(0, columns)
              : vectors.mapped(
                  columns,
                  (source, from, target, to) ->
                      System.arraycopy(source, from, target, to, vectors.columns()));
      ParallelRanges.forEach(
          result.rows(),
          BLOCK_ROWS,
          (first, end) -> {
            for (int row = first; row < end; row++) {
              multiply(result.array(row), result.offset(row), factors);
            }
          });
      return result;
    }

    private static void multiply(float[] row, int offset, float[] factors) {
      for (int k = 0; k < factors.length; k++) {
        row[offset + k] *= factors[k];
      }
    }
  }

  /** An eigenvalue decomposition of a symmetric matrix, descending. */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared
  private record Eigen(double[] values, DMatrixRMaj vectors) {}

  /**
   * The left vectors.
   *
   * @param matrix at least one row and one column
   * @param transposed the same with rows and columns swapped
   * @param rank number of wanted values, at least 1; the result has some more, which are less
   *     accurate, or fewer if the matrix has not as many rows or columns
   * @param seed the only source of randomness
   */
  Decomposition left(SparseRows matrix, SparseRows transposed, int rank, long seed) {
    VectorTable basis = basis(matrix, transposed, rank, seed);
    Eigen eigen = eigen(TableProducts.gramOfProduct(transposed, basis));
    TableProducts.multiply(basis, eigen.vectors(), basis);
    return new Decomposition(roots(eigen.values()), basis);
  }

  /** The right vectors; see {@link #left}. */
  Decomposition right(SparseRows matrix, SparseRows transposed, int rank, long seed) {
    VectorTable basis = basis(matrix, transposed, rank, seed);
    VectorTable products = new VectorTable(matrix.columns(), basis.columns());
    TableProducts.multiply(transposed, TablePanel.of(basis), 0, TablePanel.of(products));
    return new Decomposition(roots(orthonormalize(products)), products);
  }

  /** Orthonormal columns [rows, width] that span the leading left vectors. */
  private VectorTable basis(SparseRows matrix, SparseRows transposed, int rank, long seed) {
    int width = Math.min(rank + oversamples, Math.min(matrix.rows(), matrix.columns()));
    VectorTable range = new VectorTable(matrix.rows(), width);
    List<TablePanel> panels = TablePanel.panels(range, matrix.columns());
    VectorTable other = new VectorTable(matrix.columns(), panels.get(0).count());
    for (TablePanel panel : panels) {
      TablePanel start = new TablePanel(other, 0, panel.count());
      fillWithGaussian(start, panel.from(), width, seed);
      TableProducts.multiply(matrix, start, 0, panel);
    }
    orthonormalize(range);
    double[] squares = new double[width]; // of the singular values, as estimated
    double shift = 0;
    boolean converged = false;
    for (int done = 0; done < iterations && !converged; done++) {
      for (TablePanel panel : panels) {
        TablePanel product = new TablePanel(other, 0, panel.count());
        TableProducts.multiply(transposed, panel, 0, product);
        TableProducts.multiply(matrix, product, shift, panel);
      }
      double[] found = roots(orthonormalize(range));
      for (int k = 0; k < width; k++) {
        found[k] += shift;
      }
      converged = sameRoots(squares, found, Math.min(rank, width));
      squares = found;
      shift = Math.max(shift, found[width - 1] / 2);
    }
    return range;
  }

  private static double[] roots(double[] squares) {
    return Arrays.stream(squares).map(square -> Math.sqrt(Math.max(0, square))).toArray();
  }

  private boolean sameRoots(double[] before, double[] after, int count) {
    for (int k = 0; k < count; k++) {
      double root = Math.sqrt(after[k]);
      if (Math.abs(Math.sqrt(before[k]) - root) > tolerance * root) {
        return false;
      }
    }
    return true;
  }

  /** Fills a panel with the columns from {@code from} on of a random matrix of this width. */
  private static void fillWithGaussian(TablePanel panel, int from, int width, long seed) {
    VectorTable table = panel.table();
    ParallelRanges.forEach(
        table.rows(),
        BLOCK_ROWS,
        (first, end) -> {
          SplittableRandom random = new SplittableRandom(seed + first);
          for (int row = first; row < end; row++) {
            float[] array = table.array(row);
            int offset = panel.offset(row) - from;
            for (int k = 0; k < width; k++) {
              float number = (float) random.nextGaussian();
              if (k >= from && k < from + panel.count()) {
                array[offset + k] = number;
              }
            }
          }
        });
  }

  /**
   * Replaces the columns of a table by an orthonormal basis of their span, strongest directions
   * first; missing ones are zeros.
   *
   * @return the squared lengths of the directions, descending
   */
  private static double[] orthonormalize(VectorTable table) {
    Eigen eigen = eigen(TableProducts.gram(table));
    int width = table.columns();
    for (int k = 0; k < width; k++) {
      double square = eigen.values()[k];
      double factor = square > NOISE * eigen.values()[0] ? 1 / Math.sqrt(square) : 0;
      for (int i = 0; i < width; i++) {
        eigen.vectors().data[i * width + k] *= factor;
      }
    }
    TableProducts.multiply(table, eigen.vectors(), table);
    return eigen.values();
  }

  /** The right singular vectors [k, k] of a table with this Gram matrix, strongest first. */
  static DMatrixRMaj directions(DMatrixRMaj gram) {
    return eigen(gram).vectors();
  }

  /** Of a positive semidefinite matrix, whose singular values are its eigenvalues. */
  private static Eigen eigen(DMatrixRMaj symmetric) {
    int width = symmetric.getNumRows();
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(width, width, true, false, true);
    if (!svd.decompose(symmetric)) {
      throw new IllegalStateException("SVD of a %d by %d matrix failed".formatted(width, width));
    }
    DMatrixRMaj vectors = svd.getU(null, false);
    double[] values = svd.getSingularValues();
    SingularOps_DDRM.descendingOrder(vectors, false, values, width, null, false);
    return new Eigen(values, vectors);
  }
}
