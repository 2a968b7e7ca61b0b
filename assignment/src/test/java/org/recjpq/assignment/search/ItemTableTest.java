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
    ItemTable table = new ItemTable(codes(0, 2), 1, subEmbeddings);
    assertEquals(4, table.dimension());
    assertArrayEquals(
        new float[] {1, 3, 5, 7 + 80, 9 + 100, 11 + 120},
        table.subScores(new float[] {1, 0, 1, 10}));
    assertArrayEquals(new float[] {1, 2, 11, 12}, table.vector(0));
  }

  @Test
  void rowsBeyondTheItemsAreNotRead() {
    ItemTable table = new ItemTable(codes(0, 2, 1, 1), 1, new float[6]);
    assertEquals(1, table.items());
    assertEquals(2, table.codes().rows());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused(
        "expected at least one item, found 0", () -> new ItemTable(codes(0, 0), 0, new float[6]));
    assertRefused(
        "expected codes of at least 2 items, found 1 rows",
        () -> new ItemTable(codes(0, 0), 2, new float[6]));
    assertRefused(
        "expected sub-embeddings of a multiple of 6 numbers, found 7",
        () -> new ItemTable(codes(0, 0), 1, new float[7]));
    ItemTable table = new ItemTable(codes(0, 0), 1, new float[] {1, 1, 1, 1, 1, 1});
    assertRefused(
        "expected a vector of 2 numbers, found 1", () -> table.subScores(new float[] {1}));
  }

  @Test
  void moreSubIdsThanAByteNamesAreTaken() {
    CodeShape shape = new CodeShape(1, 300);
    float[] subEmbeddings = new float[600];
    subEmbeddings[2 * 299] = 5;
    subEmbeddings[2 * 299 + 1] = 6;
    ItemTable table = new ItemTable(RandomTable.codesOf(shape, 299), 1, subEmbeddings);
    assertArrayEquals(new float[] {5, 6}, table.vector(0));
    assertEquals(5 * 7 + 6 * 8, table.subScores(new float[] {7, 8})[299]);
  }

  private static ItemCodes codes(int... subIds) {
    return RandomTable.codesOf(SHAPE, subIds);
  }

  private static void assertRefused(String message, Runnable call) {
    var failure = assertThrows(IllegalArgumentException.class, call::run);
    assertEquals(message, failure.getMessage());
  }
}
