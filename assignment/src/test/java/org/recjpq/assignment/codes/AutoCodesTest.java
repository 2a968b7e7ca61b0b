package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;

class AutoCodesTest {
  private static final ItemVectors VECTORS = new AdjacencyVectors();

  @Test
  void aSplitHasMoreNumbersInALargerCatalogue() {
    assertEquals(64, new AutoCodes().resolved(1_000_000, 128).splits());
    assertEquals(32, new AutoCodes().resolved(1_000_001, 128).splits());
    assertEquals(32, new AutoCodes().resolved(10_000_000, 128).splits());
    assertEquals(16, new AutoCodes().resolved(10_000_001, 128).splits());
  }

  @Test
  void splitsDivideTheDimension() {
    assertEquals(15, new AutoCodes().resolved(1, 15).splits());
    assertEquals(14, new AutoCodes().resolved(5_000_000, 42).splits());
    new AutoCodes().check(15);
  }

  @Test
  void splitsThatAreGivenStay() {
    AutoCodes given = new AutoCodes(4, 16, VECTORS);
    assertEquals(new CodeShape(4, 16), shape(given.resolved(100_000_000, 8)));
    assertEquals(
        "model.dimension: expected a multiple of model.items.codes.splits (4), found 6",
        assertThrows(IllegalArgumentException.class, () -> given.check(6)).getMessage());
  }

  private static CodeShape shape(PqCodes codes) {
    return new CodeShape(codes.splits(), codes.subIds());
  }

  @Test
  void codesAreThoseOfTheChoice() {
    AssignmentInput input = new AssignmentInput(ClusterLog.generate(), null, 8, 3);
    AssignedCodes chosen = new AutoCodes(0, 16, VECTORS).assign(input);
    AssignedCodes expected = new AutoCodes(0, 16, VECTORS).resolved(input.items(), 8).assign(input);
    assertEquals(new CodeShape(4, 16), chosen.codes().shape());
    for (int row = 0; row < chosen.codes().rows(); row++) {
      for (int split = 0; split < 4; split++) {
        assertEquals(expected.codes().subId(row, split), chosen.codes().subId(row, split));
      }
    }
  }

  @Test
  void negativeSplitsAreRejected() {
    assertEquals(
        "splits must be at least 1, or 0 to choose them, found -1",
        assertThrows(IllegalArgumentException.class, () -> new AutoCodes(-1, 256, VECTORS))
            .getMessage());
  }
}
