package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;

class TallMatrixTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 100, 4096, 4097, 10_000}) // around the size of a block
  void qrGivesBackTheMatrixFromAnOrthonormalBasis(int rows) {
    TallMatrix matrix = random(rows, 3);
    TallMatrix.Qr qr = matrix.qr();
    assertOrthonormal(qr.q());
    assertArrayEquals(matrix.values(), qr.q().times(qr.r()).values(), 1e-12);
  }

  @Test
  void whatNoArrayCanHoldIsOneClearLine() {
    String message =
        assertThrows(DataException.class, () -> new TallMatrix(150_000_000, 18)).getMessage();
    assertEquals(
        "the log: expected at most 119,304,647 users and as many items for factors of 18 numbers,"
            + " found 150,000,000; use random codes or fewer splits",
        message);
  }

  @Test
  void qrOfDependentColumnsIsStillOrthonormal() {
    TallMatrix matrix = random(9000, 3);
    for (int row = 0; row < matrix.rows(); row++) {
      matrix.values()[row * 3 + 1] = 2 * matrix.get(row, 0); // and rows of zeros:
      matrix.values()[row * 3 + 2] = row < 5000 ? 0 : 1e-9 * matrix.get(row, 2);
    }
    TallMatrix.Qr qr = matrix.qr();
    assertOrthonormal(qr.q());
    assertArrayEquals(matrix.values(), qr.q().times(qr.r()).values(), 1e-12);
  }

  @Test
  void productWithASmallMatrix() {
    TallMatrix matrix = new TallMatrix(2, 2);
    System.arraycopy(new double[] {1, 2, 3, 4}, 0, matrix.values(), 0, 4);
    TallMatrix product = matrix.times(new DMatrixRMaj(new double[][] {{0, 1}, {10, 100}}));
    assertArrayEquals(new double[] {20, 201, 40, 403}, product.values());
  }

  private static TallMatrix random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows);
    TallMatrix matrix = new TallMatrix(rows, columns);
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = random.nextDouble();
    }
    return matrix;
  }

  private static void assertOrthonormal(TallMatrix q) {
    for (int i = 0; i < q.columns(); i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int row = 0; row < q.rows(); row++) {
          dot += q.get(row, i) * q.get(row, j);
        }
        assertEquals(i == j ? 1 : 0, dot, 1e-12);
      }
    }
  }
}
