package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class InteractionMatrixTest {
  // Users × items: 0 1 2 0 | 0 0 0 0 | 1 0 0 1, and two columns of zeros.
  private final InteractionMatrix matrix =
      InteractionMatrix.of(Sequences.of(4, new int[] {2, 1, 2}, new int[0], new int[] {3, 0}));

  @Test
  void repeatsAreOneCell() {
    assertEquals(3, matrix.rows());
    assertEquals(6, matrix.columns());
    assertEquals(4, matrix.cells());
    assertEquals(1, matrix.column(matrix.start(0)));
    assertEquals(2, matrix.column(matrix.start(0) + 1));
    assertEquals(matrix.start(1), matrix.start(2));
  }

  @Test
  void containsTellsCellsFromZeros() {
    assertTrue(matrix.contains(0, 2));
    assertTrue(matrix.contains(2, 0));
    assertFalse(matrix.contains(0, 0));
    assertFalse(matrix.contains(1, 2));
    assertFalse(matrix.contains(2, 5));
  }

  @Test
  void productAddsRepeatsUp() {
    TallMatrix items = new TallMatrix(6, 2);
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    System.arraycopy(values, 0, items.values(), 0, values.length);
    // Row 0: (3, 4) + 2 (5, 6); row 2: (1, 2) + (7, 8).
    assertArrayEquals(new double[] {13, 16, 0, 0, 8, 10}, matrix.times(items).values());
  }

  @Test
  void transposedProductAddsRepeatsUp() {
    TallMatrix users = new TallMatrix(3, 1);
    System.arraycopy(new double[] {1, 10, 100}, 0, users.values(), 0, 3);
    assertArrayEquals(
        new double[] {100, 1, 2, 100, 0, 0}, matrix.transposed().times(users).values());
  }
}
