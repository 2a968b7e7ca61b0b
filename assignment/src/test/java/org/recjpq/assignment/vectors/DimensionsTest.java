package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DimensionsTest {
  // Rows (3, 4, 0), (6, 8, 0.1), (-4, 3, 0): directions (0.6, 0.8, ~0), (-0.8, 0.6, ~0), (~0, ~0,
  // 1).
  private final VectorTable table = table(new float[][] {{3, 4, 0}, {6, 8, 0.1f}, {-4, 3, 0}});

  @Test
  void longerVectorsKeepTheirStrongestDirections() {
    VectorTable fitted = Dimensions.fit(table, 1, 1);
    assertEquals(5, Math.abs(fitted.get(0, 0)), 0.01);
    assertEquals(10, Math.abs(fitted.get(1, 0)), 0.01);
    assertEquals(0, fitted.get(2, 0), 0.01);
  }

  @Test
  void shorterVectorsKeepTheirProductsAndFillEveryColumn() {
    VectorTable fitted = Dimensions.fit(table, 8, 1);
    assertEquals(50, ItemVectorsContract.product(fitted, 0, 1), 1e-4);
    assertEquals(0, ItemVectorsContract.product(fitted, 0, 2), 1e-4);
    for (int k = 0; k < 8; k++) {
      assertTrue(Math.abs(fitted.get(1, k)) > 1e-3, "column " + k);
    }
  }

  @Test
  void vectorsOfTheWantedLengthStay() {
    assertSame(table, Dimensions.fit(table, 3, 1));
  }

  private static VectorTable table(float[][] rows) {
    VectorTable table = new VectorTable(rows.length, rows[0].length);
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, table.array(row), table.offset(row), rows[row].length);
    }
    return table;
  }
}
