package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * The contract of every search for the best items, compared with sorting all of them; its test
 * extends this.
 */
abstract class TopKContract {
  /** Kinds of sub-scores; all are finite. */
  enum Values {
    NORMAL(Random::nextGaussian),
    TWO_VALUES(random -> random.nextInt(2)),
    ZEROS_OF_BOTH_SIGNS(random -> random.nextBoolean() ? 0.0 : -0.0),
    ALL_EQUAL(random -> 7),
    /** Sums depend on the order of their terms. */
    ALL_MAGNITUDES(random -> random.nextGaussian() * Math.pow(10, random.nextInt(13) - 4)),
    /** float32 rounds away most of the differences. */
    ALMOST_EQUAL(random -> 1000 + random.nextGaussian() * 1e-3),
    /** Sums are infinite. */
    OVERFLOWING(random -> random.nextGaussian() > 0 ? 3e38 : -3e38);

    private final RandomTable.Numbers numbers;

    Values(RandomTable.Numbers numbers) {
      this.numbers = numbers;
    }
  }

  private static final CodeShape SMALL = new CodeShape(2, 2);

  /** Searches the first {@code items} rows of {@code codes}. */
  abstract TopKSearch search(ItemCodes codes, int items);

  @Test
  void scoresAndTiesCanBeWorkedOutByHand() {
    // Items by code: 0 = (1, 0), 1 = (0, 1), 2 = (0, 0), 3 = (1, 0).
    ItemCodes codes = RandomTable.codesOf(SMALL, 1, 0, 0, 1, 0, 0, 1, 0);
    float[] subScores = {2, 8, 15, -3}; // scores 23, -1, 17, 23
    TopItems found = search(codes, 4).topK(subScores, 3, TopKSearch.NONE);
    assertArrayEquals(new int[] {0, 3, 2}, found.items());
    assertArrayEquals(new float[] {23, 23, 17}, found.scores());
    TopItems others = search(codes, 4).topK(subScores, 9, item -> item == 0);
    assertArrayEquals(new int[] {3, 2, 1}, others.items());
    assertArrayEquals(new float[] {23, 17, -1}, others.scores());
  }

  /** In float32, 1e8 + 1 - 1e8 is 0 from split 0 on, and 1 in the other order. */
  @Test
  void subScoresAreAddedFromSplitZeroOn() {
    CodeShape shape = new CodeShape(3, 2);
    ItemCodes codes = RandomTable.codesOf(shape, 0, 0, 0, 1, 1, 1);
    float[] subScores = {1e8f, 0.5f, 1, 0, -1e8f, 0};
    TopItems found = search(codes, 2).topK(subScores, 2, TopKSearch.NONE);
    assertArrayEquals(new int[] {1, 0}, found.items());
    assertArrayEquals(new float[] {0.5f, 0}, found.scores());
  }

  @Test
  void everyLengthOfAListIsFoundInTinyCatalogues() {
    Random random = new Random(1);
    for (int items = 1; items <= 12; items++) {
      for (Values values : Values.values()) {
        ItemCodes codes = RandomTable.codes(new CodeShape(3, 3), items, random);
        TopKSearch search = search(codes, items);
        float[] subScores = RandomTable.subScores(codes.shape(), values.numbers, random);
        for (int k = 1; k <= items + 3; k++) {
          assertBest(search, codes, items, subScores, k, TopKSearch.NONE);
          assertBest(search, codes, items, subScores, k, item -> item % 3 == 1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBestItemsAreFoundWhateverTheNumbers(Values values) {
    Random random = new Random(2);
    int[] subIds = {1, 2, 3, 16, 255, 256};
    for (int round = 0; round < 60; round++) {
      int items = 1 + random.nextInt(round % 5 == 0 ? 3000 : 80);
      CodeShape shape = new CodeShape(1 + random.nextInt(9), subIds[random.nextInt(subIds.length)]);
      ItemCodes codes = RandomTable.codes(shape, items, random);
      TopKSearch search = search(codes, items);
      for (int query = 0; query < 6; query++) {
        float[] subScores = RandomTable.subScores(shape, values.numbers, random);
        int k = 1 + random.nextInt(query < 3 ? 10 : items + 5);
        IntPredicate excluded = query % 2 == 0 ? TopKSearch.NONE : item -> item % 3 == 1;
        assertBest(search, codes, items, subScores, k, excluded);
      }
    }
  }

  /** Whole and incomplete blocks, and whole and incomplete groups of splits. */
  @ParameterizedTest
  @CsvSource({
    "8193, 8,  256",
    "4097, 4,  256",
    "9000, 5,  100",
    "4096, 7,  3",
    "5000, 12, 16",
    "5000, 17, 256",
  })
  void largerCataloguesAreSearchedInBlocks(int items, int splits, int subIds) {
    assertBestOfMany(items, new CodeShape(splits, subIds));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 257", "30, 3, 300", "5000, 4, 1000", "4500, 9, 257", "600, 2, 30000"})
  void moreSubIdsThanAByteNamesAreSearched(int items, int splits, int subIds) {
    assertBestOfMany(items, new CodeShape(splits, subIds));
  }

  private void assertBestOfMany(int items, CodeShape shape) {
    Random random = new Random(3);
    ItemCodes codes = RandomTable.codes(shape, items, random);
    TopKSearch search = search(codes, items);
    for (Values values : Values.values()) {
      float[] subScores = RandomTable.subScores(shape, values.numbers, random);
      assertBest(search, codes, items, subScores, 10, TopKSearch.NONE);
      assertBest(search, codes, items, subScores, 300, item -> item % 2 == 0);
    }
  }

  @Test
  void itemsWithOneCodeAreFoundInTheOrderOfTheirIndexes() {
    ItemCodes codes = ItemCodes.generate(SMALL, 5000, (item, split) -> 1);
    TopItems found = search(codes, 5000).topK(new float[] {1, 2, 3, 4}, 4, item -> item == 1);
    assertArrayEquals(new int[] {0, 2, 3, 4}, found.items());
    assertArrayEquals(new float[] {6, 6, 6, 6}, found.scores());
  }

  /** An allow-list is the exclusion of all others. */
  @Test
  void onlyAllowedItemsAreFoundEvenIfTheyAreTheWorst() {
    Random random = new Random(4);
    ItemCodes codes = RandomTable.codes(new CodeShape(4, 64), 6000, random);
    float[] subScores = RandomTable.subScores(codes.shape(), Values.NORMAL.numbers, random);
    int[] bestFirst =
        sorted(RandomTable.scores(codes, 6000, subScores), item -> false, Integer.MAX_VALUE);
    Set<Integer> allowed = Set.of(bestFirst[5999], bestFirst[5990], bestFirst[3000]);
    TopItems found = search(codes, 6000).topK(subScores, 10, item -> !allowed.contains(item));
    assertArrayEquals(new int[] {bestFirst[3000], bestFirst[5990], bestFirst[5999]}, found.items());
  }

  @Test
  void whenAllAreExcludedNothingIsFound() {
    ItemCodes codes = RandomTable.codes(new CodeShape(2, 16), 50, new Random(5));
    TopItems found = search(codes, 50).topK(new float[32], 5, item -> true);
    assertEquals(0, found.items().length);
    assertEquals(0, found.scores().length);
  }

  @Test
  void rowsPastTheItemsAreNotRead() {
    ItemCodes codes = RandomTable.codesOf(SMALL, 0, 0, 0, 1, 1, 1, 1, 1);
    TopItems found = search(codes, 2).topK(new float[] {1, 9, 1, 2}, 4, TopKSearch.NONE);
    assertArrayEquals(new int[] {1, 0}, found.items());
  }

  @Test
  void theSameListIsFoundAgain() {
    Random random = new Random(6);
    ItemCodes codes = RandomTable.codes(new CodeShape(4, 32), 3000, random);
    TopKSearch search = search(codes, 3000);
    float[] some = RandomTable.subScores(codes.shape(), Values.NORMAL.numbers, random);
    float[] others = RandomTable.subScores(codes.shape(), Values.NORMAL.numbers, random);
    float[] copy = some.clone();
    int[] first = search.topK(some, 9, TopKSearch.NONE).items();
    search.topK(others, 50, item -> item < 7);
    assertArrayEquals(first, search.topK(some, 9, TopKSearch.NONE).items());
    assertArrayEquals(copy, some);
  }

  private static void assertBest(
      TopKSearch search,
      ItemCodes codes,
      int items,
      float[] subScores,
      int k,
      IntPredicate excluded) {
    String where = "N = %d, %s, K = %d".formatted(items, codes.shape(), k);
    float[] scores = RandomTable.scores(codes, items, subScores);
    int[] expected = sorted(scores, excluded, k);
    TopItems found = search.topK(subScores, k, excluded);
    assertArrayEquals(expected, found.items(), where);
    for (int rank = 0; rank < expected.length; rank++) {
      float score = scores[expected[rank]] + 0f; // -0 counts as 0
      assertEquals(Float.floatToIntBits(score), Float.floatToIntBits(found.scores()[rank]), where);
    }
    assertTrue(found.scored() >= expected.length, where);
  }

  private static int[] sorted(float[] scores, IntPredicate excluded, int k) {
    return IntStream.range(0, scores.length)
        .filter(item -> !excluded.test(item))
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b] + 0f, scores[a] + 0f)) // stable
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
