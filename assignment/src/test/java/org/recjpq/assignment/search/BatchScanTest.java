package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.MemoryParts;

/** Compared with item-by-item sums, comparisons and sorting. */
class BatchScanTest {
  private static final int HISTORIES = 37; // no multiple of four
  private static final int ROUNDS = 4;
  private static final int LENGTH = 5;

  private final SplittableRandom random = new SplittableRandom(3);

  @ParameterizedTest
  @CsvSource({
    "1,    1,  1", // a single item
    "3,    1,  4",
    "40,   2,  3", // many items have the same code
    "511,  5,  7", // an odd number of splits
    "513,  8,  256", // one more item than the first block
    "2000, 8,  16",
    "1500, 9,  5", // one split more than in one expression
    "700,  24, 2",
    "9001, 8,  256", // more items than the largest block
    "900,  3,  300", // more sub-ids than a byte can hold
    "600,  8,  257",
    "530,  17, 260",
  })
  void equalsBruteForce(int items, int splits, int subIds) {
    CodeShape shape = new CodeShape(splits, subIds);
    List<DoubleSupplier> kinds =
        List.of(
            this::normal,
            () -> normal() * 1e-30,
            () -> 1000 + normal() * 1e-3, // float32 rounds away much of the differences
            () -> random.nextInt(3), // ties
            () -> 7, // only ties
            () -> random.nextBoolean() ? 0.0 : -0.0,
            () -> random.nextInt(50) == 0 ? 1e4 : normal(),
            () -> normal() * 3e38, // sums overflow
            this::special);
    for (int round = 0; round < ROUNDS; round++) {
      ItemCodes codes = codes(items, shape);
      BatchScan scan = new BatchScan(codes, items, 2);
      for (DoubleSupplier kind : kinds) {
        check(scan, codes, items, kind);
      }
    }
  }

  private void check(BatchScan scan, ItemCodes codes, int items, DoubleSupplier kind) {
    int cells = codes.shape().splits() * codes.shape().subIds();
    float[][] subScores = new float[HISTORIES][cells];
    MemoryParts[] parts = new MemoryParts[HISTORIES];
    int[] blendedRanks = new int[HISTORIES];
    int[][] blendedLists = new int[HISTORIES][];
    int[] targets = new int[HISTORIES];
    int[][] seen = new int[HISTORIES][];
    int[] expectedRanks = new int[HISTORIES];
    int[][] expectedLists = new int[HISTORIES][];
    for (int history = 0; history < HISTORIES; history++) {
      for (int cell = 0; cell < cells; cell++) {
        subScores[history][cell] = (float) kind.getAsDouble();
      }
      targets[history] = random.nextInt(-1, items);
      seen[history] = random.ints(random.nextInt(12), 0, items).sorted().distinct().toArray();
      float[] scores = RandomTable.scores(codes, items, subScores[history]);
      expectedRanks[history] = rank(scores, targets[history], seen[history]);
      expectedLists[history] = best(scores, seen[history]);
      parts[history] = RandomTable.parts(items, targets[history], random);
      parts[history].addTo(scores);
      blendedRanks[history] = rank(scores, targets[history], seen[history]);
      blendedLists[history] = best(scores, seen[history]);
    }
    assertArrayEquals(expectedRanks, scan.ranks(subScores, targets, seen));
    List<TopItems> lists = scan.topK(subScores, seen, LENGTH);
    for (int history = 0; history < HISTORIES; history++) {
      assertArrayEquals(expectedLists[history], lists.get(history).items());
    }
    assertArrayEquals(blendedRanks, scan.ranks(subScores, parts, targets, seen));
    List<TopItems> blended = scan.topK(subScores, parts, seen, LENGTH);
    for (int history = 0; history < HISTORIES; history++) {
      assertArrayEquals(blendedLists[history], blended.get(history).items());
    }
  }

  private static int rank(float[] scores, int target, int[] seen) {
    if (target < 0) {
      return Integer.MAX_VALUE;
    }
    int rank = 1;
    for (int item = 0; item < scores.length; item++) {
      boolean takesPart = item == target || Arrays.binarySearch(seen, item) < 0;
      boolean isBefore =
          Float.isNaN(scores[item])
              || Float.isNaN(scores[target])
              || scores[item] > scores[target]
              || (scores[item] == scores[target] && item < target);
      rank += takesPart && isBefore ? 1 : 0;
    }
    return rank;
  }

  /** Scores that are not numbers come first. */
  private static int[] best(float[] scores, int[] seen) {
    return IntStream.range(0, scores.length)
        .filter(item -> Arrays.binarySearch(seen, item) < 0)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b] + 0f, scores[a] + 0f)) // stable; NaN is largest
        .mapToInt(Integer::intValue)
        .limit(LENGTH)
        .toArray();
  }

  private double normal() {
    return random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
  }

  private double special() {
    return switch (random.nextInt(40)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      default -> normal();
    };
  }

  private ItemCodes codes(int items, CodeShape shape) {
    return ItemCodes.generate(
        shape,
        items + Catalogue.SPECIAL_ROWS,
        (row, split) -> row < items ? random.nextInt(shape.subIds()) : 0);
  }

  @Test
  void ranksByHand() {
    // Scores: items 0 to 3 have 1 + 10, 2 + 10, 1 + 20, 2 + 20.
    ItemCodes codes = ItemCodes.generate(new CodeShape(2, 2), 6, (row, split) -> row >> split & 1);
    BatchScan scan = new BatchScan(codes, 4, 1);
    float[][] subScores = {{1, 2, 10, 20}, {1, 2, 10, 20}, {1, 2, 10, 20}};
    assertArrayEquals(
        new int[] {4, 3, Integer.MAX_VALUE},
        scan.ranks(subScores, new int[] {0, 1, -1}, new int[][] {{}, {}, {}}));
    assertArrayEquals(
        new int[] {2, 1, 2},
        scan.ranks(subScores, new int[] {0, 3, 2}, new int[][] {{1, 2}, {0}, {1}}));
    assertArrayEquals(
        new int[] {3, 1}, scan.topK(subScores, new int[][] {{2}, {}, {}}, 2).get(0).items());
  }

  /** A scan is no longer fast if many items come close. */
  @Test
  void fewItemsAreLookedAtTwice() {
    int items = 20_000;
    CodeShape shape = new CodeShape(8, 256);
    ItemCodes codes = codes(items, shape);
    float[] subScores = new float[8 * 256];
    for (int cell = 0; cell < subScores.length; cell++) {
      subScores[cell] = (float) normal();
    }
    Levels levels = new Levels(subScores, shape);
    Lanes lanes = new Lanes(new SearchedItems(codes, items));
    lanes.setLevels(2, levels);
    float score = RandomTable.scores(codes, items, subScores)[17];
    lanes.setBounds(2, levels.possiblyFrom(score), levels.surelyAbove(score));
    int[] close = new int[1];
    lanes.scan(() -> {}, (lane, item) -> close[0]++);
    assertTrue(close[0] >= 1 && close[0] < items / 200, close[0] + " items");
    assertEquals(0, lanes.countAbove(0));
  }

  @Test
  void codesThatDoNotFitAreAnError() {
    assertTrue(BatchScan.fits(new CodeShape(255, 257)));
    assertFalse(BatchScan.fits(new CodeShape(256, 256)));
    ItemCodes codes = ItemCodes.generate(new CodeShape(2, 3), 6, (row, split) -> 0);
    var tooFew = assertThrows(IllegalArgumentException.class, () -> new BatchScan(codes, 7, 1));
    assertEquals("expected codes of at least 7 items, found 6 rows", tooFew.getMessage());
    ItemCodes large = ItemCodes.generate(new CodeShape(256, 256), 2, (row, split) -> 0);
    var tooMany = assertThrows(IllegalArgumentException.class, () -> new BatchScan(large, 2, 1));
    assertEquals(
        "expected codes of at most 65535 sub-ids in total, found 256 · 256", tooMany.getMessage());
  }

  @Test
  void aListHasAtLeastOneItem() {
    ItemCodes codes = ItemCodes.generate(new CodeShape(2, 3), 6, (row, split) -> 0);
    BatchScan scan = new BatchScan(codes, 6, 1);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> scan.topK(new float[1][6], new int[1][0], 0));
    assertEquals("k must be at least 1, found 0", error.getMessage());
  }
}
