package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * The contract of every {@link TopKSearch} in addition to its lists; each one's test extends this.
 */
abstract class TopKSearchContract extends TopKContract {
  private static final ItemCodes CODES = RandomTable.codesOf(new CodeShape(2, 3), 0, 1, 2, 2);

  @Test
  void whatCannotBeSearchedIsRefused() {
    assertRefused("k must be at least 1, found 0", new float[6], 0);
    assertRefused("expected 2 · 3 sub-scores, found 5", new float[5], 1);
    assertRefused("expected 2 · 3 sub-scores, found 7", new float[7], 1);
    float[] subScores = new float[6];
    subScores[5] = Float.NaN;
    assertRefused("expected finite sub-scores, found NaN", subScores, 1);
    subScores[5] = Float.NEGATIVE_INFINITY;
    assertRefused("expected finite sub-scores, found -Infinity", subScores, 1);
  }

  private void assertRefused(String message, float[] subScores, int k) {
    TopKSearch search = search(CODES, 2);
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> search.topK(subScores, k, TopKSearch.NONE));
    assertEquals(message, failure.getMessage());
  }

  @Test
  void thereMustBeItemsAndACodeForEach() {
    var tooMany = assertThrows(IllegalArgumentException.class, () -> search(CODES, 3));
    assertEquals("expected codes of at least 3 items, found 2 rows", tooMany.getMessage());
    var none = assertThrows(IllegalArgumentException.class, () -> search(CODES, 0));
    assertEquals("expected at least one item, found 0", none.getMessage());
  }

  @Test
  void manyThreadsMayAskAtOnce() {
    Random random = new Random(7);
    ItemCodes codes = RandomTable.codes(new CodeShape(4, 32), 5000, random);
    TopKSearch search = search(codes, 5000);
    float[][] asked = new float[40][];
    int[][] expected = new int[asked.length][];
    for (int query = 0; query < asked.length; query++) {
      asked[query] = RandomTable.subScores(codes.shape(), Random::nextGaussian, random);
      expected[query] = search.topK(asked[query], 10, TopKSearch.NONE).items();
    }
    int[][] found =
        IntStream.range(0, asked.length)
            .parallel()
            .mapToObj(query -> search.topK(asked[query], 10, TopKSearch.NONE).items())
            .toArray(int[][]::new);
    assertArrayEquals(expected, found);
  }
}
