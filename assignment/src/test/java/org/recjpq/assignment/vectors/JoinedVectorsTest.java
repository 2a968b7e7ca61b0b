package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class JoinedVectorsTest extends ItemVectorsContract {
  @Override
  ItemVectors vectors() {
    return new JoinedVectors();
  }

  /** The two have rank 1 each, so two numbers are enough for both. */
  @Test
  void productsAreThoseOfEachKindByTheSquareOfItsWeight() {
    ItemVectors first = new Fixed(0);
    ItemVectors second = new Fixed(1);
    Sequences train = Sequences.of(4, new int[] {0, 1, 2, 3});
    VectorTable joined =
        new JoinedVectors(List.of(first, second), List.of(1.0, 2.0))
            .learn(new AssignmentInput(train, null, 2, 1));
    // Kind 0 is 0, 1, 2, 3 with mean square 14 / 3 of its three, kind 1 is 3, 2, 1, 0 likewise.
    assertEquals((2 * 1 + 4 * 1 * 2) / (14 / 3.0), product(joined, 2, 1), 1e-5);
    assertEquals(0, product(joined, 3, 0), 1e-5);
  }

  /** Item i has i, or 3 - i, in the column of the kind. */
  private record Fixed(int kind) implements ItemVectors {
    @Override
    public VectorTable learn(AssignmentInput input) {
      VectorTable table = new VectorTable(input.items(), input.dimension());
      for (int item = 0; item < input.items(); item++) {
        table.set(item, kind, kind == 0 ? item : 3 - item);
      }
      return table;
    }
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    assertEquals(
        "expected one or more vectors with one weight each, found 1 and 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> new JoinedVectors(List.of(new BprVectors()), List.of(1.0, 2.0)))
            .getMessage());
  }
}
