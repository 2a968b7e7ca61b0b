package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.transitions.MemoryParts;

class BlendedSearchTest {
  private static final CodeShape SMALL = new CodeShape(2, 2);

  @Test
  void scoresByHand() {
    // Items by code: 0 = (1, 0), 1 = (0, 1), 2 = (0, 0), 3 = (1, 0): scores 23, -1, 17, 23.
    ItemCodes codes = RandomTable.codesOf(SMALL, 1, 0, 0, 1, 0, 0, 1, 0);
    BlendedSearch search = new BlendedSearch(new FullScan(codes, 4), codes, 4);
    MemoryParts parts = MemoryParts.of(new int[] {1, 2, 1}, new float[] {20, 6, 4});
    TopItems found = search.topK(new float[] {2, 8, 15, -3}, parts, 3, TopKSearch.NONE);
    assertArrayEquals(new int[] {0, 1, 2}, found.items()); // all with 23
    assertArrayEquals(new float[] {23, 23, 23}, found.scores());
  }

  @Test
  void withoutPartsItIsTheSearchItself() {
    ItemCodes codes = RandomTable.codesOf(SMALL, 1, 0, 0, 1);
    TopItems found = new TopItems(new int[] {1}, new float[] {4}, 1);
    BlendedSearch search = new BlendedSearch((subScores, k, excluded) -> found, codes, 2);
    assertSame(found, search.topK(new float[4], MemoryParts.NONE, 1, TopKSearch.NONE));
  }

  /** Compared with sorting all items: ties, filters, allow-lists, and lists of all lengths. */
  @Test
  void equalsBruteForce() {
    Random random = new Random(8);
    for (int round = 0; round < 120; round++) {
      int items = 1 + random.nextInt(round % 40 == 0 ? 5000 : 40);
      CodeShape shape = new CodeShape(1 + random.nextInt(4), 1 + random.nextInt(20));
      ItemCodes codes = RandomTable.codes(shape, items, random);
      boolean ties = round % 2 == 0;
      float[] subScores =
          RandomTable.subScores(
              shape, numbers -> ties ? numbers.nextInt(2) : numbers.nextGaussian(), random);
      MemoryParts parts = RandomTable.parts(items, -1, random);
      float[] scores = RandomTable.scores(codes, items, subScores);
      parts.addTo(scores);
      List<TopKSearch> searches =
          List.of(new FullScan(codes, items), new PrunedSearch(codes, items));
      List<IntPredicate> filters =
          List.of(
              TopKSearch.NONE,
              item -> item % 3 == 1,
              item -> parts.has(item), // every candidate was seen
              item -> !parts.has(item), // only they are allowed
              item -> item != items / 2,
              item -> true);
      for (IntPredicate excluded : filters) {
        int[] expected = sorted(scores, excluded);
        for (int k : new int[] {1, 2, 10, items, items + 3}) {
          for (TopKSearch search : searches) {
            TopItems found =
                new BlendedSearch(search, codes, items).topK(subScores, parts, k, excluded);
            int[] first = Arrays.copyOf(expected, Math.min(k, expected.length));
            assertArrayEquals(first, found.items());
            for (int rank = 0; rank < first.length; rank++) {
              assertEquals(scores[first[rank]] + 0f, found.scores()[rank]);
            }
          }
        }
      }
    }
  }

  private static int[] sorted(float[] scores, IntPredicate excluded) {
    return IntStream.range(0, scores.length)
        .filter(item -> !excluded.test(item))
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b] + 0f, scores[a] + 0f)) // stable
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void wrongCallsAreErrors() {
    ItemCodes codes = RandomTable.codesOf(SMALL, 1, 0);
    FullScan scan = new FullScan(codes, 1);
    assertEquals(
        "expected codes of at least 2 items, found 1 rows",
        message(() -> new BlendedSearch(scan, codes, 2)));
    assertEquals(
        "k must be at least 1, found 0",
        message(
            () ->
                new BlendedSearch(scan, codes, 1)
                    .topK(new float[4], MemoryParts.NONE, 0, TopKSearch.NONE)));
    assertEquals(
        "expected one part per item, found 1 and 0",
        message(() -> MemoryParts.of(new int[1], new float[0])));
  }

  private static String message(Executable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
