package org.recjpq.assignment.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.vectors.VectorTable;

class LeastSquaresTest {
  /** Codes (0, 0), (0, 1), (1, 0), (1, 1); sub-id 2 is of no item. */
  private final ItemCodes codes =
      ItemCodes.generate(new CodeShape(2, 3), 6, (row, split) -> row / (2 - split) % 2);

  @Test
  void partsOfAConcatenationAreMeans() {
    VectorTable vectors = vectors(new float[][] {{1, 5}, {3, 6}, {10, 7}, {20, 8}});
    SubEmbeddings found = LeastSquares.fit(codes, vectors, false);
    assertEquals(1, found.width());
    assertArrayEquals(new float[] {2, 15, 0, 6, 7, 0}, found.values());
  }

  /** A two-way layout: the best sum is row mean + column mean - mean of all. */
  @Test
  void partsOfASumMakeTheBestSum() {
    VectorTable vectors = vectors(new float[][] {{1, 0}, {4, 0}, {5, 8}, {12, 0}});
    VectorTable rebuilt =
        ComposedVectors.composed(codes, LeastSquares.fit(codes, vectors, true), 4, 2);
    float[][] expected = {{0, 2}, {5, -2}, {6, 6}, {11, 2}}; // rows 2.5 and 8.5, columns 3 and 8
    for (int item = 0; item < 4; item++) {
      assertEquals(expected[item][0], rebuilt.get(item, 0), 1e-5);
      assertEquals(expected[item][1], rebuilt.get(item, 1), 1e-5);
    }
  }

  @Test
  void lengthOfAConcatenationMustFit() {
    assertEquals(
        "expected vectors whose length is a multiple of 2 splits, found 3",
        assertThrows(
                IllegalArgumentException.class,
                () -> LeastSquares.fit(codes, new VectorTable(4, 3), false))
            .getMessage());
  }

  private static VectorTable vectors(float[][] rows) {
    VectorTable table = new VectorTable(rows.length, rows[0].length);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        table.set(row, column, rows[row][column]);
      }
    }
    return table;
  }
}
