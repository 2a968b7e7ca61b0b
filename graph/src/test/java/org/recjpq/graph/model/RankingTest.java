package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.TestGraph;
import org.tensorflow.ndarray.Shape;

class RankingTest {
  private static final int ITEMS = 12;
  private static final int BATCH = 8;

  /** Scores of four values only, so that most are tied. */
  @RepeatedTest(10)
  void equalsBruteForce(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    int maxSeen = repetition.getCurrentRepetition() % 4 * 2; // 0, 2, 4, 6
    float[] scores = new float[BATCH * ITEMS];
    int[] targets = new int[BATCH];
    int[] seen = new int[BATCH * maxSeen];
    int[] expected = new int[BATCH];
    for (int row = 0; row < BATCH; row++) {
      for (int item = 0; item < ITEMS; item++) {
        scores[row * ITEMS + item] = random.nextInt(4);
      }
      targets[row] = random.nextInt(-1, ITEMS);
      boolean[] isSeen = new boolean[ITEMS];
      for (int i = 0; i < maxSeen; i++) {
        int item = random.nextInt(ITEMS);
        boolean fresh = item != targets[row] && !isSeen[item] && random.nextInt(3) > 0;
        seen[row * maxSeen + i] = fresh ? item : targets[row];
        isSeen[item] |= fresh;
      }
      expected[row] =
          rank(Arrays.copyOfRange(scores, row * ITEMS, (row + 1) * ITEMS), targets[row], isSeen);
    }
    assertArrayEquals(expected, ranks(scores, targets, seen));
  }

  /** The rank of the target when the items that were not seen are sorted. */
  private static int rank(float[] scores, int target, boolean[] isSeen) {
    if (target < 0) {
      return Integer.MAX_VALUE;
    }
    Integer[] items = new Integer[ITEMS];
    Arrays.setAll(items, i -> i);
    Arrays.sort(items, (a, b) -> Float.compare(scores[b], scores[a])); // stable
    int rank = 1;
    for (int item : items) {
      if (item == target) {
        break;
      }
      rank += isSeen[item] ? 0 : 1;
    }
    return rank;
  }

  @Test
  void scoresThatAreNoNumbersRankLast() {
    float[] scores = new float[ITEMS];
    Arrays.fill(scores, Float.NaN);
    int rank = ranks(scores, new int[] {0}, new int[0])[0];
    assertEquals(ITEMS + 1, rank);
    assertEquals(ITEMS, ranks(scores, new int[] {0}, new int[] {5, 0, 0})[0]); // padded with 0
  }

  private static int[] ranks(float[] scores, int[] targets, int[] seen) {
    try (var test = new TestGraph()) {
      return test.ints(
          Ranking.ranks(
              test.tf(),
              test.floatTensor(Shape.of(targets.length, ITEMS), scores),
              test.intTensor(Shape.of(targets.length), targets),
              test.intTensor(Shape.of(targets.length, seen.length / targets.length), seen)));
    }
  }
}
