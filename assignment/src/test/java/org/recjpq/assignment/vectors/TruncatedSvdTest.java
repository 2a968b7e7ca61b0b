package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class TruncatedSvdTest {
  private static final TruncatedSvd EXACT = new TruncatedSvd(10, 50); // to rounding

  @Test
  void singularValuesAreScikitLearns() throws IOException {
    double[] expected =
        Golden.lines("truncated_svd_values.csv").stream()
            .mapToDouble(line -> Double.parseDouble(line[0]))
            .toArray();
    double[] found = EXACT.decompose(InteractionMatrix.of(Golden.sequences()), 4, 1).values();
    assertArrayEquals(expected, Arrays.copyOf(found, 4), 1e-9);
  }

  @Test
  void componentsSpanScikitLearnsSubspace() throws IOException {
    for (double cosine : SingularOps_DDRM.singularValues(productsWithGolden(EXACT))) {
      assertEquals(1, cosine, 1e-6); // of the principal angles
    }
  }

  @Test
  void theDefaultIterationsSpanAlmostTheSameSubspace() throws IOException {
    for (double cosine : SingularOps_DDRM.singularValues(productsWithGolden(new TruncatedSvd()))) {
      assertEquals(1, cosine, 1e-5);
    }
  }

  @Test
  void componentsAreScikitLearnsOneByOneUpToSign() throws IOException {
    DMatrixRMaj products = productsWithGolden(EXACT);
    for (int k = 0; k < 4; k++) {
      assertEquals(1, Math.abs(products.get(k, k)), 1e-5);
    }
  }

  @Test
  void theEntryOfLargestMagnitudeIsPositive() throws IOException {
    for (float[] component : new TruncatedSvd().learn(Golden.sequences(), 4, 1)) {
      float largest = component[0];
      for (float value : component) {
        largest = Math.abs(value) > Math.abs(largest) ? value : largest;
      }
      assertTrue(largest > 0);
    }
  }

  @Test
  void componentsThatDoNotExistAreZero() {
    float[][] factors =
        new TruncatedSvd().learn(Sequences.of(3, new int[] {0, 0}, new int[] {1}), 4, 1);
    assertArrayEquals(new float[] {1, 0, 0, 0, 0}, factors[0], 1e-6f); // two users, rank 2
    assertArrayEquals(new float[] {0, 1, 0, 0, 0}, factors[1], 1e-6f);
    assertArrayEquals(new float[5], factors[2]);
    assertArrayEquals(new float[5], factors[3]);
  }

  @Test
  void negativeSettingsAreRejected() {
    var failure = assertThrows(IllegalArgumentException.class, () -> new TruncatedSvd(-1, 5));
    assertEquals(
        "oversamples and powerIterations must be 0 or more, found -1 and 5", failure.getMessage());
  }

  /** Dot products of each of our components with each of scikit-learn's. */
  private static DMatrixRMaj productsWithGolden(TruncatedSvd svd) throws IOException {
    float[][] found = svd.learn(Golden.sequences(), 4, 1);
    double[][] golden =
        Golden.lines("truncated_svd_components.csv").stream()
            .map(line -> Arrays.stream(line).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    DMatrixRMaj products = new DMatrixRMaj(4, 4);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        for (int row = 0; row < Golden.ITEMS + 2; row++) {
          products.add(i, j, found[i][row] * golden[j][row]);
        }
      }
    }
    return products;
  }
}
