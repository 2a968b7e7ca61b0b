package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class CooccurrencesTest {
  /** Item 1 occurs twice in the first sequence, which does not make it its own neighbour. */
  private static final Sequences TRAIN =
      Sequences.of(4, new int[] {0, 1, 1, 2}, new int[] {2, 0}, new int[0], new int[] {3});

  @Test
  void whatFollowsCountsByTheInverseOfTheDistance() {
    Cooccurrences.Weights next = new Cooccurrences.Weights(2, 1, 0);
    // 0 to 1 at distances 1 and 2; 1 to 2 at 2 and 1; 0 to 2 at 3 is too far; 2 to 0 at 1.
    double[][] expected = {{0, 1.5, 0, 0}, {0, 0, 1.5, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}};
    assertCells(expected, next);
    assertArrayEquals(new double[] {1.5, 1.5, 1, 0}, Cooccurrences.rowSums(TRAIN, next));
  }

  @Test
  void whatPrecedesIsTheTransposedMatrix() {
    Cooccurrences.Weights weights = new Cooccurrences.Weights(3, 1, 0.5);
    double third = 1 / 3.0;
    double[][] expected = {
      {0, 1.5, third + 0.5, 0}, {0.75, 0, 1.5, 0}, {1 + third / 2, 0.75, 0, 0}, {0, 0, 0, 0}
    };
    assertCells(expected, weights);
    assertCells(transposed(expected), weights.transposed());
    assertArrayEquals(
        new double[] {2 + third, 2.25, 1.75 + third / 2, 0},
        Cooccurrences.rowSums(TRAIN, weights),
        1e-12);
  }

  @Test
  void cellsThatAreNotStoredAreLeftOut() {
    Cooccurrences counted =
        Cooccurrences.count(
            TRAIN,
            new Cooccurrences.Weights(2, 1, 0),
            (row, column, sum) -> row == 2 ? Float.NaN : (float) (10 * sum));
    assertEquals(2, counted.cells());
    assertArrayEquals(new double[] {0, 15, 0, 0}, row(counted, 0));
    assertArrayEquals(new double[4], row(counted, 2));
  }

  private static void assertCells(double[][] expected, Cooccurrences.Weights weights) {
    Cooccurrences counted = Cooccurrences.count(TRAIN, weights, (row, column, sum) -> (float) sum);
    assertEquals(expected.length, counted.rows());
    for (int item = 0; item < expected.length; item++) {
      assertArrayEquals(expected[item], row(counted, item), 1e-6, "row " + item);
    }
  }

  private static double[] row(Cooccurrences counted, int item) {
    double[] row = new double[counted.rows()];
    counted.read(item, (column, value) -> row[column] += value);
    return row;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
