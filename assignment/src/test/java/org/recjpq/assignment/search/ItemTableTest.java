package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

class ItemTableTest {
  private static final CodeShape SHAPE = new CodeShape(2, 3);

  @Test
  void subScoresAreProductsOfThePartsOfAVector() {
    // Split 0: (1, 2), (3, 4), (5, 6); split 1: (7, 8), (9, 10), (11, 12).
    float[] subEmbeddings = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    ItemTable table = new ItemTable(1, codes(0, 2), subEmbeddings);
    assertEquals(4, table.dimension());
    assertArrayEquals(
        new float[] {1, 3, 5, 7 + 80, 9 + 100, 11 + 120},
        table.subScores(new float[] {1, 0, 1, 10}));
    assertArrayEquals(new float[] {1, 2, 11, 12}, table.vector(0));
  }

  @Test
  void rowsBeyondTheItemsAreNotRead() {
    ItemTable table = new ItemTable(1, codes(0, 2, 1, 1), new float[6]);
    assertEquals(1, table.items());
    assertEquals(2, table.subId(0, 1));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused(
        "expected at least one item and at most 256 sub-ids, found 0 and 3",
        () -> new ItemTable(0, codes(0, 0), new float[6]));
    assertRefused(
        "expected at least one item and at most 256 sub-ids, found 1 and 257",
        () -> new ItemTable(1, RandomTable.codes(new CodeShape(1, 257), 0), new float[257]));
    assertRefused(
        "expected 2 codes and a multiple of 6 numbers, found 1 and 6",
        () -> new ItemTable(2, codes(0, 0), new float[6]));
    assertRefused(
        "expected 1 codes and a multiple of 6 numbers, found 1 and 7",
        () -> new ItemTable(1, codes(0, 0), new float[7]));
    ItemTable table = new ItemTable(1, codes(0, 0), new float[] {1, 1, 1, 1, 1, 1});
    assertRefused(
        "expected a vector of 2 numbers, found 1", () -> table.subScores(new float[] {1}));
    assertRefused(
        "expected finite sub-scores, found NaN", () -> table.subScores(new float[] {1, Float.NaN}));
  }

  private static ItemCodes codes(int... subIds) {
    return RandomTable.codes(SHAPE, subIds);
  }

  private static void assertRefused(String message, Runnable call) {
    var failure = assertThrows(IllegalArgumentException.class, call::run);
    assertEquals(message, failure.getMessage());
  }
}
