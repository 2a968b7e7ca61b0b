package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKHeapTest {
  @Test
  void theBestOfManyAreKeptInWhateverOrderTheyCome() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int count = 1 + random.nextInt(60);
      float[] scores = new float[count];
      for (int item = 0; item < count; item++) {
        scores[item] = random.nextInt(9) - 4; // many ties
      }
      int capacity = 1 + random.nextInt(count);
      TopKHeap best = new TopKHeap(capacity);
      random
          .ints(0, count)
          .distinct()
          .limit(count)
          .filter(item -> best.accepts(item, scores[item]))
          .forEach(item -> best.add(item, scores[item]));
      int[] expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparingDouble(item -> -scores[item]))
              .limit(capacity)
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(expected, best.found(0).items(), "seed " + seed);
      assertEquals(scores[expected[capacity - 1]], best.threshold());
    }
  }

  @Test
  void thereIsNoThresholdWhileThereIsRoom() {
    TopKHeap best = new TopKHeap(2);
    best.add(5, 1);
    assertEquals(Float.NEGATIVE_INFINITY, best.threshold());
    assertTrue(best.accepts(6, -Float.MAX_VALUE));
    best.add(6, -3);
    assertEquals(-3, best.threshold());
    assertFalse(best.accepts(7, -3)); // of equal scores the lower index stays
    assertTrue(best.accepts(4, -3));
  }

  @Test
  void keysAreOrderedAsRanksAreAndGiveBackWhatTheyHold() {
    float[] descending = {
      Float.POSITIVE_INFINITY, Float.MAX_VALUE, 1.5f, 1, Float.MIN_VALUE, 0, -1, -1e30f
    };
    for (int i = 1; i < descending.length; i++) {
      assertTrue(RankKey.of(0, descending[i]) < RankKey.of(Integer.MAX_VALUE, descending[i - 1]));
    }
    for (float score : descending) {
      assertEquals(score, RankKey.score(RankKey.of(123, score)));
      assertEquals(123, RankKey.index(RankKey.of(123, score)));
      assertTrue(RankKey.of(2, score) > RankKey.of(3, score));
    }
    assertEquals(RankKey.of(1, 0f), RankKey.of(1, -0f));
  }
}
