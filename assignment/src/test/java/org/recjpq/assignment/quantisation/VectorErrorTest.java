package org.recjpq.assignment.quantisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.vectors.VectorTable;

class VectorErrorTest {
  private static VectorTable table(float[][] rows) {
    VectorTable table = new VectorTable(rows.length, rows[0].length);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        table.set(row, column, rows[row][column]);
      }
    }
    return table;
  }

  @Test
  void aRotationAndAFactorLoseNothing() {
    VectorTable vectors = table(new float[][] {{1, 2}, {3, 4}, {-5, 6}});
    // A quarter turn takes (x, y) to (-y, x); all is doubled.
    VectorTable turned = table(new float[][] {{-4, 2}, {-8, 6}, {-12, -10}});
    assertEquals(0, VectorError.relative(vectors, turned), 1e-6);
  }

  @Test
  void whatIsLostIsAShareOfTheSquares() {
    VectorTable vectors = table(new float[][] {{3, 0}, {0, 4}});
    VectorTable second = table(new float[][] {{0, 0}, {0, 1}});
    assertEquals(9.0 / 25, VectorError.relative(vectors, second), 1e-6);
  }

  @Test
  void zerosLoseAll() {
    VectorTable vectors = table(new float[][] {{3, 0}, {0, 4}});
    assertEquals(1, VectorError.relative(vectors, new VectorTable(2, 2)), 0);
    assertEquals(1, VectorError.relative(new VectorTable(2, 2), vectors), 0);
  }

  /** About the squared distance by the squared norm: a rotation saves little. */
  @Test
  void theErrorIsThatOfProductCodes() throws Exception {
    VectorTable vectors = GoldenVectors.vectors();
    Quantised quantised = new ProductQuantiser(4, new KMeans(64)).quantise(vectors, null, 1);
    VectorTable composed = new VectorTable(vectors.rows(), vectors.columns());
    double squares = 0;
    for (int row = 0; row < vectors.rows(); row++) {
      for (int column = 0; column < vectors.columns(); column++) {
        int split = column / 4;
        Centroids part = quantised.centroids().get(split);
        composed.set(row, column, part.get(quantised.cells()[split][row], column % 4));
        squares += Math.pow(vectors.get(row, column), 2) / vectors.rows();
      }
    }
    double plain = GoldenVectors.error(vectors, quantised) / squares;
    assertEquals(plain, VectorError.relative(vectors, composed), 0.1 * plain);
  }
}
