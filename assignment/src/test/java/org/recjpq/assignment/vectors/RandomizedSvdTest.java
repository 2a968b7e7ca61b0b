package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;

class RandomizedSvdTest {
  private static final RandomizedSvd CONVERGED = new RandomizedSvd(10, 300, 0);

  /** Values of random matrices decay slowly, which is hard for power iterations. */
  @Test
  void valuesAreThoseOfAFullDecomposition() {
    DMatrixRMaj matrix = random(400, 150);
    double[] expected = Arrays.copyOf(SingularOps_DDRM.singularValues(matrix), 12);
    assertArrayEquals(expected, leading(left(CONVERGED, matrix, 12).values(), 12), 1e-3);
    assertArrayEquals(expected, leading(right(CONVERGED, matrix, 12).values(), 12), 1e-3);
  }

  /** Each left vector times the matrix is its value times the right vector, up to the sign. */
  @Test
  void leftAndRightVectorsBelongTogether() {
    DMatrixRMaj matrix = random(60, 40);
    RandomizedSvd.Decomposition left = left(CONVERGED, matrix, 3);
    RandomizedSvd.Decomposition right = right(CONVERGED, matrix, 3);
    for (int k = 0; k < 3; k++) {
      double product = 0;
      for (int i = 0; i < 60; i++) {
        for (int j = 0; j < 40; j++) {
          product += left.vectors().get(i, k) * matrix.get(i, j) * right.vectors().get(j, k);
        }
      }
      assertEquals(left.values()[k], Math.abs(product), 1e-3);
    }
  }

  @Test
  void whatDoesNotExistIsZero() {
    DMatrixRMaj one = new DMatrixRMaj(3, 2);
    one.set(0, 0, 3);
    one.set(0, 1, 4);
    RandomizedSvd.Decomposition found = left(new RandomizedSvd(10, 2, 0), one, 4);
    assertArrayEquals(new double[] {5, 0}, found.values(), 1e-5);
    VectorTable scaled = found.scaled(2, 4);
    assertArrayEquals(
        new float[] {25, 0, 0, 0}, absolute(ItemVectorsContract.row(scaled, 0)), 1e-4f);
    assertArrayEquals(new float[4], absolute(ItemVectorsContract.row(scaled, 1)), 1e-4f);
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    var failure = assertThrows(IllegalArgumentException.class, () -> new RandomizedSvd(0, -1, 0.5));
    assertEquals(
        "oversamples, iterations and tolerance must be 0 or more, found 0, -1 and 0.5",
        failure.getMessage());
  }

  private static RandomizedSvd.Decomposition left(RandomizedSvd svd, DMatrixRMaj matrix, int rank) {
    return svd.left(new Dense(matrix, false), new Dense(matrix, true), rank, 1);
  }

  private static RandomizedSvd.Decomposition right(
      RandomizedSvd svd, DMatrixRMaj matrix, int rank) {
    return svd.right(new Dense(matrix, false), new Dense(matrix, true), rank, 1);
  }

  private static double[] leading(double[] values, int count) {
    return Arrays.copyOf(values, count);
  }

  private static float[] absolute(float[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.abs(values[k]);
    }
    return values;
  }

  private static DMatrixRMaj random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(4);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  /** A dense matrix, or its transpose. */
  private record Dense(DMatrixRMaj matrix, boolean transposed) implements SparseRows {
    @Override
    public int rows() {
      return transposed ? matrix.getNumCols() : matrix.getNumRows();
    }

    @Override
    public int columns() {
      return transposed ? matrix.getNumRows() : matrix.getNumCols();
    }

    @Override
    public void read(int row, RowCells cells) {
      for (int column = 0; column < columns(); column++) {
        cells.add(column, (float) (transposed ? matrix.get(column, row) : matrix.get(row, column)));
      }
    }
  }
}
