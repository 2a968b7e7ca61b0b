package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  @Test
  void theFirstColumnsAreSharedWithTheWholeTable() {
    VectorTable whole = new VectorTable(5, 3, 6); // chunks of two rows
    for (int row = 0; row < 5; row++) {
      whole.set(row, 1, row);
    }
    VectorTable first = whole.first(2);
    assertEquals(2, first.columns());
    assertEquals(3, first.get(3, 1));
    first.set(4, 0, 7);
    assertEquals(7, whole.get(4, 0));
    assertEquals(4, whole.get(4, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> first.get(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> whole.first(4));
    assertThrows(IndexOutOfBoundsException.class, () -> whole.first(0));
  }
}
