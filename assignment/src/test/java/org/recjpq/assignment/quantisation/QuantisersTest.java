package org.recjpq.assignment.quantisation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.quantisation.GoldenVectors.Reached;
import org.recjpq.assignment.vectors.VectorTable;

class QuantisersTest {
  /** How much above that of FAISS an error may be. */
  private static final double MARGIN = 1.02;

  @Test
  void productCodesAreAsGoodAsThoseOfFaiss() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    for (Reached faiss : GoldenVectors.reached("pq")) {
      Quantised quantised =
          new ProductQuantiser(faiss.splits(), new KMeans(faiss.cells()))
              .quantise(vectors, null, 1);
      assertAsGood(faiss, GoldenVectors.error(vectors, quantised));
    }
  }

  @Test
  void learnedRotationsAreAsGoodAsThoseOfFaiss() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    for (Reached faiss : GoldenVectors.reached("opq")) {
      VectorTable rotated = Rotation.OPQ.apply(vectors, faiss.splits(), faiss.cells(), 1);
      Quantised quantised =
          new ProductQuantiser(faiss.splits(), new KMeans(faiss.cells()))
              .quantise(rotated, null, 1);
      assertAsGood(faiss, GoldenVectors.error(rotated, quantised));
    }
  }

  @Test
  void residualCodesAreAsGoodAsThoseOfFaiss() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    for (Reached faiss : GoldenVectors.reached("rq")) {
      Quantised quantised =
          new ResidualQuantiser(faiss.splits(), new KMeans(faiss.cells()), 0)
              .quantise(vectors, null, 1);
      assertAsGood(faiss, GoldenVectors.error(vectors, quantised));
    }
  }

  @Test
  void sweepsMakeResidualCodesBetter() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    double before = Double.POSITIVE_INFINITY;
    for (int sweeps : new int[] {0, 1, 3}) {
      Quantised quantised =
          new ResidualQuantiser(4, new KMeans(64), sweeps).quantise(vectors, null, 1);
      double error = GoldenVectors.error(vectors, quantised);
      assertTrue(error < before, sweeps + ": " + error);
      before = 0.99 * error;
    }
  }

  private static void assertAsGood(Reached faiss, double error) {
    assertTrue(error <= MARGIN * faiss.error(), faiss + ", found " + error);
  }

  @Test
  void rotationsKeepInnerProducts() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    for (Rotation rotation : Rotation.values()) {
      VectorTable rotated = rotation.apply(vectors, 4, 16, 1);
      for (int row = 1; row < 20; row++) {
        double expected = product(vectors, row);
        assertEquals(expected, product(rotated, row), 1, rotation.name());
      }
    }
  }

  /** The inner product of a row and the one before; vectors have norms of some hundred. */
  private static double product(VectorTable vectors, int row) {
    double sum = 0;
    for (int column = 0; column < vectors.columns(); column++) {
      sum += (double) vectors.get(row, column) * vectors.get(row - 1, column);
    }
    return sum;
  }

  /** 8, 1 and 4, 2: the first run has the largest, then the second has less until it is full. */
  @Test
  void balancedOrderDealsOutColumnsByVariance() {
    assertArrayEquals(new int[] {3, 2, 1, 0}, ColumnOrder.balanced(new double[] {2, 4, 1, 8}, 2));
  }

  @Test
  void residualCodesOfTheVectorOfZerosAreThoseOfAnItemWithoutAnything() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    for (int column = 0; column < vectors.columns(); column++) {
      vectors.set(5, column, 0);
    }
    Quantised residual = new ResidualQuantiser(3, new KMeans(16), 0).quantise(vectors, null, 1);
    Quantised product = new ProductQuantiser(4, new KMeans(16)).quantise(vectors, null, 1);
    for (int split = 0; split < 3; split++) {
      assertEquals(residual.cells()[split][5], residual.ofZero()[split]);
    }
    for (int split = 0; split < 4; split++) {
      assertEquals(product.cells()[split][5], product.ofZero()[split]);
    }
  }

  @Test
  void theMeanSquareIsThatOfTheComposedVectors() {
    VectorTable vectors = new VectorTable(2, 2);
    vectors.set(0, 0, 3);
    vectors.set(1, 1, 4);
    double expected = (9 + 16) / 2.0; // two cells hold two vectors without an error
    assertEquals(
        expected,
        new ProductQuantiser(2, new KMeans(2)).quantise(vectors, null, 1).meanSquare(),
        1e-6);
    assertEquals(
        expected,
        new ResidualQuantiser(2, new KMeans(2), 0).quantise(vectors, null, 1).meanSquare(),
        1e-6);
  }

  @Test
  void vectorsMustFitTheSplits() {
    ProductQuantiser quantiser = new ProductQuantiser(3, new KMeans(2));
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> quantiser.quantise(new VectorTable(1, 4), null, 1));
    assertEquals(
        "expected vectors whose length is a multiple of 3 splits, found 4", wrong.getMessage());
  }
}
