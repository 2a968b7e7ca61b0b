package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
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
  void aPartIsSharedWithTheWholeTable() {
    VectorTable whole = new VectorTable(5, 4, 8); // chunks of two rows
    for (int row = 0; row < 5; row++) {
      whole.set(row, 2, row);
    }
    VectorTable part = whole.part(1, 3);
    assertEquals(3, part.columns());
    assertEquals(3, part.get(3, 1));
    assertEquals(3, part.part(1, 1).get(3, 0));
    part.set(4, 0, 7);
    assertEquals(7, whole.get(4, 1));
    assertEquals(4, whole.get(4, 2));
    assertSame(whole, whole.compact());
    VectorTable compact = part.compact();
    assertEquals(3, compact.get(3, 1));
    compact.set(3, 1, 8);
    assertEquals(3, part.get(3, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> part.get(0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> part.part(1, 3));
    assertThrows(IllegalArgumentException.class, () -> whole.part(1, 0));
  }
}
