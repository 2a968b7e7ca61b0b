package org.recjpq.assignment.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSubsetTest {
  @Test
  void everyPairIsDrawnEquallyOften() {
    int draws = 10_000;
    int[] pairs = new int[25];
    var random = new SplittableRandom(1);
    for (int draw = 0; draw < draws; draw++) {
      int[] pair = RandomSubset.of(5, 2, random);
      assertTrue(pair[0] < pair[1]);
      pairs[5 * pair[0] + pair[1]]++;
    }
    for (int first = 0; first < 5; first++) {
      for (int second = first + 1; second < 5; second++) {
        // one of ten pairs; five standard deviations
        assertEquals(draws / 10, pairs[5 * first + second], 5 * Math.sqrt(draws * 0.1 * 0.9));
      }
    }
  }

  @Test
  void allOrNoneCanBeDrawn() {
    var random = new SplittableRandom(1);
    assertArrayEquals(IntStream.range(0, 7).toArray(), RandomSubset.of(7, 7, random));
    assertEquals(0, RandomSubset.of(7, 0, random).length);
  }
}
