package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/** What both searches promise, against brute force in double precision. */
class ItemSearchTest {
  private static final int[] SUB_IDS = {1, 2, 3, 16, 255, 256};

  /** The numbers that tables and vectors are made of. */
  enum Values {
    /** Sums of these are exact, so that brute force in double must agree to the last bit. */
    SMALL_INTEGERS(random -> random.nextInt(19) - 9),
    TWO_VALUES(random -> random.nextInt(2)),
    ALL_ZERO(random -> random.nextBoolean() ? 0f : -0f),
    GAUSSIAN(random -> (float) random.nextGaussian()),
    /** Sums of these depend on the order of the summands, and sigmoids of them are all 0 or 1. */
    ALL_MAGNITUDES(
        random -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(13) - 4)));

    private final RandomTable.Numbers numbers;

    Values(RandomTable.Numbers numbers) {
      this.numbers = numbers;
    }

    boolean areExact() {
      return ordinal() <= ALL_ZERO.ordinal();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBestItemsAreFoundByBothSearches(Values values) {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int items = 1 + random.nextInt(seed % 5 == 0 ? 3000 : 80);
      CodeShape shape =
          new CodeShape(1 + random.nextInt(9), SUB_IDS[random.nextInt(SUB_IDS.length)]);
      ItemTable table = RandomTable.of(items, shape, values.numbers, random);
      FullScan fullScan = new FullScan(table);
      PrunedSearch pruned = new PrunedSearch(table);
      for (int query = 0; query < 6; query++) {
        float[] vector = RandomTable.numbers(shape.splits(), values.numbers, random);
        int top = 1 + random.nextInt(query < 3 ? 10 : items + 5);
        IntPredicate excluded = query % 2 == 0 ? ItemSearch.NONE : item -> item % 3 == 1;
        String where = "%s, seed %d, query %d, %s".formatted(values, seed, query, shape);
        FoundItems found = fullScan.search(vector, top, excluded);
        assertSame(found, pruned.search(vector, top, excluded), where);
        assertBest(values, table, vector, top, excluded, found, where);
      }
    }
  }

  private static void assertSame(FoundItems expected, FoundItems found, String where) {
    assertArrayEquals(expected.items(), found.items(), where);
    assertArrayEquals(expected.scores(), found.scores(), where);
  }

  private static void assertBest(
      Values values,
      ItemTable table,
      float[] vector,
      int top,
      IntPredicate excluded,
      FoundItems found,
      String where) {
    double[] scores = RandomTable.scores(table, table.subScores(vector));
    int[] best =
        IntStream.range(0, table.items())
            .filter(item -> !excluded.test(item))
            .boxed()
            .sorted(Comparator.comparingDouble(item -> -scores[item] + 0.0)) // ties: by index
            .limit(top)
            .mapToInt(Integer::intValue)
            .toArray();
    assertEquals(best.length, found.items().length, where);
    double size = IntStream.range(0, scores.length).mapToDouble(i -> Math.abs(scores[i])).sum();
    for (float subScore : table.subScores(vector)) {
      size = Math.max(size, Math.abs(subScore));
    }
    double tolerance = values.areExact() ? 0 : 1e-5 * size;
    for (int rank = 0; rank < best.length; rank++) {
      if (values.areExact()) {
        assertEquals(best[rank], found.items()[rank], where);
      }
      assertEquals(scores[best[rank]], found.scores()[rank], tolerance, where);
      assertEquals(scores[found.items()[rank]], found.scores()[rank], tolerance, where);
    }
    assertTrue(IntStream.of(found.items()).noneMatch(excluded), where);
    assertEquals(best.length, IntStream.of(found.items()).distinct().count(), where);
  }

  @Test
  void scoresAndTiesCanBeWorkedOutByHand() {
    // Items by code: 0 = (1, 0), 1 = (0, 1), 2 = (0, 0), 3 = (1, 0). Vector (2, 3), d/m = 1.
    ItemCodes codes = RandomTable.codes(new CodeShape(2, 2), 1, 0, 0, 1, 0, 0, 1, 0);
    float[] subEmbeddings = {1, 4, 5, -1}; // split 0: 2 and 8; split 1: 15 and -3
    ItemTable table = new ItemTable(4, codes, subEmbeddings);
    for (ItemSearch search : new ItemSearch[] {new FullScan(table), new PrunedSearch(table)}) {
      FoundItems found = search.search(new float[] {2, 3}, 3, ItemSearch.NONE);
      assertArrayEquals(new int[] {0, 3, 2}, found.items()); // 23, 23, 17; item 1 has -1
      assertArrayEquals(new float[] {23, 23, 17}, found.scores());
      FoundItems others = search.search(new float[] {2, 3}, 9, item -> item == 0);
      assertArrayEquals(new int[] {3, 2, 1}, others.items());
      assertArrayEquals(new float[] {23, 17, -1}, others.scores());
    }
  }

  @Test
  void whenAllAreExcludedNothingIsFound() {
    ItemTable table = gaussian(50, new CodeShape(2, 16));
    for (ItemSearch search : new ItemSearch[] {new FullScan(table), new PrunedSearch(table)}) {
      assertEquals(0, search.search(new float[] {1, 1}, 5, item -> true).items().length);
    }
  }

  @Test
  void topMustBePositive() {
    ItemTable table = gaussian(3, new CodeShape(1, 2));
    for (ItemSearch search : new ItemSearch[] {new FullScan(table), new PrunedSearch(table)}) {
      var failure =
          assertThrows(
              IllegalArgumentException.class,
              () -> search.search(new float[] {1}, 0, ItemSearch.NONE));
      assertEquals("top must be at least 1, found 0", failure.getMessage());
    }
  }

  static ItemTable gaussian(int items, CodeShape shape) {
    return RandomTable.of(items, shape, random -> (float) random.nextGaussian(), new Random(items));
  }
}
