package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/** How much pruning scores, and the cases in which it could stop too early. */
class PrunedSearchTest {
  @Test
  void anItemAtTheBoundMayStillWinByItsIndex() {
    // One split, sixteen sub-ids with equal scores. The first batch takes sub-ids 0 to 7 and meets
    // item 1; item 0, with sub-id 15, ties with it.
    ItemCodes codes = RandomTable.codes(new CodeShape(1, 16), 15, 0);
    float[] subEmbeddings = new float[16];
    Arrays.fill(subEmbeddings, 1);
    PrunedSearch search = new PrunedSearch(new ItemTable(2, codes, subEmbeddings));
    FoundItems found = search.search(new float[] {1}, 1, ItemSearch.NONE);
    assertArrayEquals(new int[] {0}, found.items());
  }

  @Test
  void itemsFarBelowTheBestAreNotScored() {
    // Sub-id j of each split scores -j, and item i has sub-id i / 10 everywhere.
    int items = 2000;
    CodeShape shape = new CodeShape(4, 200);
    ItemCodes codes = ItemCodes.generate(shape, items, (item, split) -> item / 10);
    float[] subEmbeddings = new float[4 * 200];
    for (int cell = 0; cell < subEmbeddings.length; cell++) {
      subEmbeddings[cell] = -(cell % 200);
    }
    ItemTable table = new ItemTable(items, codes, subEmbeddings);
    FoundItems found =
        new PrunedSearch(table).search(new float[] {1, 1, 1, 1}, 10, ItemSearch.NONE);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, found.items());
    // The first batch meets the items with sub-ids 0 to 7 of split 0, ten each. Then those left
    // score
    // at most -8, and the worst of the best has 0.
    assertEquals(80, found.scored());
  }

  @Test
  void manyBatchesAndLargeScoresDoNotEndASearchEarly() {
    // More than a thousand batches of eight sub-ids, and scores whose sigmoid is 1.
    CodeShape shape = new CodeShape(40, 256);
    ItemTable table = ItemSearchTest.gaussian(20_000, shape);
    float[] vector = new float[40];
    Arrays.fill(vector, 1000);
    FoundItems expected = new FullScan(table).search(vector, 7, ItemSearch.NONE);
    FoundItems found = new PrunedSearch(table).search(vector, 7, ItemSearch.NONE);
    assertArrayEquals(expected.items(), found.items());
    assertArrayEquals(expected.scores(), found.scores());
  }

  @Test
  void whereNothingCanBePrunedTheCostIsBoundedAndNoItemIsFoundTwice() {
    int items = 10_000;
    ItemTable table = ItemSearchTest.gaussian(items, new CodeShape(8, 256));
    float[] vector = {1, 1, 1, 1, 1, 1, 1, 1};
    FoundItems found = new PrunedSearch(table).search(vector, items, ItemSearch.NONE);
    assertEquals(items, Arrays.stream(found.items()).distinct().count());
    assertTrue(found.scored() > items, () -> "no full scan: " + found.scored());
    int batch = 8 * items / 256;
    assertTrue(found.scored() <= items + items / 16 + 2 * batch, () -> "scored " + found.scored());
  }

  @Test
  void whereAllScoresAreEqualOneSplitIsEnough() {
    int items = 10_000;
    ItemTable table = ItemSearchTest.gaussian(items, new CodeShape(8, 256));
    FoundItems found = new PrunedSearch(table).search(new float[8], 10, ItemSearch.NONE);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, found.items());
    assertEquals(items, found.scored());
  }

  @Test
  void aSubIdOfAllItemsTakesNoMoreMemoryThanOthers() {
    // Item 3 alone has sub-id 7; the lists lie behind each other.
    ItemCodes codes = RandomTable.codes(new CodeShape(1, 10), 9, 9, 9, 7, 9);
    ItemTable table = new ItemTable(5, codes, new float[10]);
    InvertedLists lists = new InvertedLists(table, 0);
    assertEquals(1, lists.length(7));
    assertEquals(3, lists.item(lists.start(7)));
    assertEquals(0, lists.length(8));
    assertEquals(4, lists.length(9));
    assertEquals(1, lists.start(9));
    assertEquals(5, lists.end(9));
  }
}
