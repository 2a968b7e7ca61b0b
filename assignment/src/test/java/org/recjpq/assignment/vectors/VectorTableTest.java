package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VectorTableTest {
  /** Chunks of two rows on one side and of 5,000 on the other, several blocks of rows. */
  @Test
  void everyRowIsMadeOfTheSameRow() {
    VectorTable table = new VectorTable(5_000, 3, 6);
    for (int row = 0; row < table.rows(); row++) {
      table.set(row, 1, row);
    }
    VectorTable mapped =
        table.mapped(2, (source, from, target, to) -> target[to + 1] = 2 * source[from + 1]);
    assertEquals(2, mapped.columns());
    for (int row = 0; row < mapped.rows(); row++) {
      assertEquals(0, mapped.get(row, 0));
      assertEquals(2 * row, mapped.get(row, 1));
    }
  }
}
