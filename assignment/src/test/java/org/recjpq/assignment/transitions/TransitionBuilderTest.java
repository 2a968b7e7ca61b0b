package org.recjpq.assignment.transitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.recjpq.assignment.sequences.Sequences;

class TransitionBuilderTest {
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void sharesByHand() {
    // From 0: 1 at distances 1 and 1, 2 at distance 2: 2 and 1/2 of 5/2.
    Sequences train = Sequences.of(4, new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {3});
    Transitions found = TransitionBuilder.build(train, new TransitionSettings(3, 2, 20));
    assertEquals(1, found.successor(0, 0));
    assertEquals(Math.log(1 + 20 * 0.8), found.weight(0, 0), 1e-4);
    assertEquals(2, found.successor(0, 1));
    assertEquals(0.2, found.share(0, 1), 1e-4);
    assertFalse(found.hasSuccessor(0, 2));
    assertEquals(2, found.successor(1, 0));
    assertEquals(Math.log(21), found.weight(1, 0), 1e-6);
    assertFalse(found.hasSuccessor(2, 0));
    assertFalse(found.hasSuccessor(3, 0));
    assertEquals(3, found.used());
    TransitionCounts counts = counts(found);
    assertEquals(2, counts.count(0, 0));
    assertEquals(1, counts.count(0, 1));
    assertEquals(0, counts.count(0, 2));
    assertEquals(0, counts.count(3, 0));
    assertEquals(6, counts.bytesPerItem());
    assertEquals(12, found.bytesPerItem());
    assertEquals(48, found.bytes());
  }

  /** Compared with maps of sums and sorting. */
  @Test
  void equalsBruteForceWhateverTheBlocks() {
    for (int window = 1; window <= 5; window += 2) {
      Sequences train = sequences(300, 30, 12);
      for (int successors : new int[] {1, 4, 50}) {
        TransitionSettings settings = new TransitionSettings(successors, window, 7);
        for (int blockSize : new int[] {1, 10, 200, 1 << 20}) {
          Transitions found = TransitionBuilder.build(train, settings, blockSize);
          for (int item = 0; item < 30; item++) {
            assertStrongest(train, settings, item, found);
          }
        }
      }
    }
  }

  /** Gaps cut a sequence into pieces: the same transitions as if the pieces were sequences. */
  @Test
  void gapsCutSequences() {
    int[][] pieces =
        IntStream.range(0, 300)
            .mapToObj(s -> random.ints(1 + random.nextInt(6), 0, 30).toArray())
            .toArray(int[][]::new);
    int[] items = Arrays.stream(pieces).flatMapToInt(Arrays::stream).toArray();
    BitSet afterGap = new BitSet();
    int at = 0;
    for (int[] piece : pieces) {
      afterGap.set(at);
      at += piece.length;
    }
    Sequences whole = new Sequences(items, new int[] {0}, new int[] {items.length}, 30);
    Transitions found = TransitionBuilder.build(whole.withGaps(afterGap), limited("10"), 100);
    Transitions cut = TransitionBuilder.build(Sequences.of(30, pieces), limited(null), 100);
    assertEquals(cells(cut), cells(found));
    assertNotEquals(cells(cut), cells(TransitionBuilder.build(whole, limited(null), 100)));
    assertEquals(
        "expected sequences with gaps because of longestGap, found some without",
        message(() -> TransitionBuilder.build(whole, limited("10"))));
  }

  @Test
  void oldTransitionsCountLess() {
    Sequences train = Sequences.of(4, new int[] {0, 1, 2}, new int[] {0, 3});
    TransitionSettings settings = new TransitionSettings(3, 2, 20);
    Transitions found =
        TransitionBuilder.build(
            train.withRecency(new float[] {0.125f, 0.125f, 0.25f, 1, 0.5f}), settings);
    // 0 is followed by 1 (an eighth), 2 (a quarter, at distance 2) and 3 (a half): 1 : 1 : 4
    assertEquals(3, found.successor(0, 0));
    assertEquals(4.0 / 6, found.share(0, 0), 1e-3);
    assertEquals(1, found.successor(0, 1));
    assertEquals(1.0 / 6, found.share(0, 1), 1e-3);
    assertEquals(2, found.successor(0, 2));
    assertEquals(1.0 / 6, found.share(0, 2), 1e-3);
  }

  @Test
  void theTransitionsAmongSomeItemsKeepTheirWeights() {
    Sequences train =
        Sequences.of(5, new int[] {0, 1, 2, 4, 3}, new int[] {0, 3, 4}, new int[] {2, 4});
    Transitions all = TransitionBuilder.build(train, new TransitionSettings(3, 2, 20));
    int[] kept = {0, 2, 4};
    Transitions some = all.select(kept);
    assertEquals(3, some.items());
    for (int row = 0; row < kept.length; row++) {
      int next = 0;
      for (int slot = 0; slot < 3; slot++) {
        int place = Arrays.binarySearch(kept, all.successor(kept[row], slot));
        if (all.hasSuccessor(kept[row], slot) && place >= 0) {
          assertEquals(place, some.successor(row, next));
          assertEquals(all.weight(kept[row], slot), some.weight(row, next));
          assertEquals(counts(all).count(kept[row], slot), counts(some).count(row, next));
          next++;
        }
      }
      assertTrue(next == 3 || !some.hasSuccessor(row, next));
    }
  }

  private static TransitionSettings limited(@Nullable String longestGap) {
    return new TransitionSettings(5, 3, 20, longestGap, null, false);
  }

  private static List<Integer> cells(Transitions transitions) {
    int successors = transitions.successors();
    return IntStream.range(0, transitions.items() * successors)
        .mapToObj(i -> transitions.cell(i / successors, i % successors))
        .toList();
  }

  private static void assertStrongest(
      Sequences train, TransitionSettings settings, int item, Transitions found) {
    Map<Integer, Double> sums = sums(train, settings.window(), item);
    double total = sums.values().stream().mapToDouble(sum -> sum).sum();
    List<Integer> best =
        sums.keySet().stream()
            .sorted(
                Comparator.comparingDouble((Integer b) -> -rounded(sum(sums, b)))
                    .thenComparing(b -> b))
            .limit(settings.successors())
            .toList();
    for (int slot = 0; slot < settings.successors(); slot++) {
      assertEquals(slot < best.size(), found.hasSuccessor(item, slot));
      if (slot < best.size()) {
        double share = sum(sums, best.get(slot)) / total;
        assertEquals(share, rounded(found.share(item, slot)), 1e-3);
        assertEquals(
            times(train, settings.window(), item, found.successor(item, slot)),
            counts(found).count(item, slot));
        assertEquals(
            rounded(sum(sums, best.get(slot))), rounded(sum(sums, found.successor(item, slot))));
      }
    }
  }

  private static TransitionCounts counts(Transitions found) {
    return Objects.requireNonNull(found.counts());
  }

  /** How many pairs of places, at most a window apart, hold these two items. */
  private static long times(Sequences train, int window, int item, int successor) {
    return IntStream.range(0, train.count())
        .mapToLong(
            s ->
                IntStream.range(0, train.length(s))
                    .filter(i -> train.item(s, i) == item)
                    .mapToLong(
                        i ->
                            IntStream.rangeClosed(i + 1, Math.min(train.length(s) - 1, i + window))
                                .filter(j -> train.item(s, j) == successor)
                                .count())
                    .sum())
        .sum();
  }

  private static double sum(Map<Integer, Double> sums, int item) {
    return Objects.requireNonNull(sums.get(item));
  }

  /** Sums of few fractions, free of what their order changes in the last digits. */
  private static double rounded(double sum) {
    return Math.rint(sum * 1e9) / 1e9;
  }

  private static Map<Integer, Double> sums(Sequences train, int window, int from) {
    Map<Integer, Double> sums = new HashMap<>();
    for (int s = 0; s < train.count(); s++) {
      for (int i = 0; i < train.length(s); i++) {
        for (int j = i + 1; j < train.length(s); j++) {
          if (train.item(s, i) == from && train.item(s, j) != from && j - i <= window) {
            sums.merge(train.item(s, j), 1.0 / (j - i), Double::sum);
          }
        }
      }
    }
    return sums;
  }

  private Sequences sequences(int count, int items, int longest) {
    int[][] sequences =
        IntStream.range(0, count)
            .mapToObj(s -> random.ints(random.nextInt(longest), 0, items).toArray())
            .toArray(int[][]::new);
    return Sequences.of(items, sequences);
  }

  @Test
  void theLargestCountStandsForAllLargerOnes() {
    int[] zerosAndOnes = IntStream.range(0, 2 * TransitionCounts.MOST).map(i -> i % 2).toArray();
    TransitionSettings settings = new TransitionSettings(1, 3, 20);
    TransitionCounts counts =
        counts(TransitionBuilder.build(Sequences.of(2, zerosAndOnes), settings));
    assertEquals(TransitionCounts.MOST, counts.count(0, 0)); // 131,069 at distances 1 and 3
    assertEquals("65,535 times or more", TransitionCounts.inWords(counts.count(0, 0)));
    assertEquals("65,534 times", TransitionCounts.inWords(65_534));
    assertEquals("once", TransitionCounts.inWords(1));
  }

  @Test
  void countsOfAnotherShapeAreRefused() {
    Sequences train = Sequences.of(2, new int[] {0, 1});
    Transitions one = TransitionBuilder.build(train, new TransitionSettings(1, 3, 20));
    Transitions two = TransitionBuilder.build(train, new TransitionSettings(2, 3, 20));
    assertEquals(
        "expected counts of 2 · 2 successors, found 2 · 1",
        message(() -> two.withCounts(counts(one))));
  }

  @Test
  void equalSumsAreInTheOrderOfTheItems() {
    Sequences train =
        Sequences.of(5, new int[] {0, 4}, new int[] {0, 2}, new int[] {0, 3}, new int[] {0, 1});
    Transitions found = TransitionBuilder.build(train, new TransitionSettings(2, 1, 20));
    assertEquals(1, found.successor(0, 0));
    assertEquals(2, found.successor(0, 1));
  }

  @Test
  void weightsHaveTheBitsThatTheItemsLeave() {
    assertEquals(15, Transitions.weightBits(2));
    assertEquals(15, Transitions.weightBits(1 << 16));
    assertEquals(10, Transitions.weightBits(1_270_000));
    assertEquals(7, Transitions.weightBits(Transitions.MOST_ITEMS));
  }

  @Test
  void theLargestMemoryHasTwoGigabytes() {
    assertEquals(Transitions.MOST_ITEMS, Transitions.mostItems(20));
    int items = Transitions.mostItems(600);
    assertEquals(894_784, items);
    assertEquals(items * 600, Transitions.size(items, new TransitionSettings(600, 3, 1)));
  }

  @Test
  void theLargestItemKeepsItsWeight() {
    TransitionSettings settings = new TransitionSettings(1, 1, 20);
    int bits = Transitions.weightBits(Transitions.MOST_ITEMS);
    int cell = Transitions.cell(settings, bits, Transitions.MOST_ITEMS - 1, 1e-9);
    assertEquals(Transitions.MOST_ITEMS - 1, cell >>> bits);
    assertEquals(1, cell & 127);
  }

  @Test
  void wrongSettingsAreErrors() {
    assertEquals(
        "successors must be at least 0, which means no memory, found -1",
        message(() -> new TransitionSettings(-1, 3, 20)));
    assertEquals(
        "window must lie in [1, 127], found 128",
        message(() -> new TransitionSettings(1, 128, 20)));
    assertEquals(
        "longestGap: expected a whole number in the unit of the log, or an ISO 8601 duration such"
            + " as PT30M or P7D, found \"soon\"",
        message(() -> limited("soon")));
    assertEquals(
        "smoothing must be above 0, found 0.0", message(() -> new TransitionSettings(1, 3, 0)));
    assertEquals(
        "a memory can have at most 16777216 items, found 16777217; set memory.successors to 0",
        message(
            () -> Transitions.size(Transitions.MOST_ITEMS + 1, new TransitionSettings(1, 3, 1))));
    assertEquals(
        "a memory can have at most 536870911 successors in all, found 600 for each of 1000000"
            + " items",
        message(() -> Transitions.size(1_000_000, new TransitionSettings(600, 3, 1))));
    assertEquals(
        "expected 1 · 0 cells, found 0",
        message(() -> new Transitions(TransitionSettings.OFF, 1, IntBuffer.allocate(0))));
  }

  private static String message(Executable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
