package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/** Beside the contract, how much is scored, and the cases in which it could stop too early. */
class PrunedSearchTest extends TopKSearchContract {
  @Override
  TopKSearch search(ItemCodes codes, int items) {
    return new PrunedSearch(codes, items);
  }

  @Test
  void anItemAtTheBoundMayStillWinByItsIndex() {
    // One split, sixteen sub-ids with equal scores. The first batch takes sub-ids 0 to 7 and scores
    // item 1; item 0, with sub-id 15, ties with it.
    ItemCodes codes = RandomTable.codesOf(new CodeShape(1, 16), 15, 0);
    float[] subScores = new float[16];
    Arrays.fill(subScores, 1);
    assertArrayEquals(new int[] {0}, search(codes, 2).topK(subScores, 1, TopKSearch.NONE).items());
  }

  @Test
  void itemsFarBelowTheBestAreNotScored() {
    // Sub-id j of each split scores -j, and item i has sub-id i / 10 everywhere.
    CodeShape shape = new CodeShape(4, 200);
    ItemCodes codes = ItemCodes.generate(shape, 2000, (item, split) -> item / 10);
    float[] subScores = new float[4 * 200];
    for (int cell = 0; cell < subScores.length; cell++) {
      subScores[cell] = -(cell % 200);
    }
    TopItems found = search(codes, 2000).topK(subScores, 10, TopKSearch.NONE);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, found.items());
    // The first batch scores the items with sub-ids 0 to 7 of split 0, ten each. Then those left
    // score at most -8, and the worst of the best has 0.
    assertEquals(80, found.scored());
  }

  /** More than a thousand batches of eight sub-ids, and scores whose sigmoid is 1. */
  @Test
  void manyBatchesAndLargeScoresDoNotEndASearchEarly() {
    CodeShape shape = new CodeShape(40, 256);
    Random random = new Random(1);
    ItemCodes codes = RandomTable.codes(shape, 20_000, random);
    float[] subScores = RandomTable.subScores(shape, r -> 1000 * r.nextGaussian(), random);
    TopItems expected = new FullScan(codes, 20_000).topK(subScores, 7, TopKSearch.NONE);
    TopItems found = search(codes, 20_000).topK(subScores, 7, TopKSearch.NONE);
    assertArrayEquals(expected.items(), found.items());
    assertArrayEquals(expected.scores(), found.scores());
  }

  @Test
  void whereNothingCanBePrunedTheCostIsBoundedAndNoItemIsFoundTwice() {
    int items = 10_000;
    CodeShape shape = new CodeShape(8, 256);
    Random random = new Random(2);
    ItemCodes codes = RandomTable.codes(shape, items, random);
    float[] subScores = RandomTable.subScores(shape, Random::nextGaussian, random);
    TopItems found = search(codes, items).topK(subScores, items, TopKSearch.NONE);
    assertEquals(items, Arrays.stream(found.items()).distinct().count());
    assertTrue(found.scored() > items, () -> "no full scan: " + found.scored());
    int batch = 8 * items / 256;
    assertTrue(found.scored() <= items + items / 16 + 2 * batch, () -> "scored " + found.scored());
  }

  @Test
  void whereAllScoresAreEqualOneSplitIsEnough() {
    int items = 10_000;
    ItemCodes codes = RandomTable.codes(new CodeShape(8, 256), items, new Random(3));
    TopItems found = search(codes, items).topK(new float[8 * 256], 10, TopKSearch.NONE);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, found.items());
    assertEquals(items, found.scored());
  }

  @Test
  void aSubIdOfAllItemsTakesNoMoreMemoryThanOthers() {
    // Item 3 alone has sub-id 7; the lists lie behind each other.
    ItemCodes codes = RandomTable.codesOf(new CodeShape(1, 10), 9, 9, 9, 7, 9);
    InvertedLists lists = new InvertedLists(new SearchedItems(codes, 5), 0);
    assertEquals(1, lists.length(7));
    assertEquals(3, lists.item(lists.start(7)));
    assertEquals(0, lists.length(8));
    assertEquals(4, lists.length(9));
    assertEquals(1, lists.start(9));
    assertEquals(5, lists.end(9));
  }
}
