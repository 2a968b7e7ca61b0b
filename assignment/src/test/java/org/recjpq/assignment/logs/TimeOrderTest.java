package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
  @Test
  void equalTimesKeepTheirOrder() {
    assertArrayEquals(new int[] {2, 1, 4, 0, 3}, TimeOrder.of(new long[] {7, 3, -1, 7, 3}));
  }

  @Test
  void fewTimesAreSortedToo() {
    assertArrayEquals(new int[0], TimeOrder.of(new long[0]));
    assertArrayEquals(new int[] {0}, TimeOrder.of(new long[] {Long.MIN_VALUE}));
  }

  @Test
  void theWholeRangeOfLongIsSorted() {
    long[] times = {Long.MAX_VALUE, 0, Long.MIN_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE};
    assertArrayEquals(new int[] {2, 5, 4, 1, 0, 3}, TimeOrder.of(times));
  }

  @Test
  void agreesWithAStableSortOfObjects() {
    SplittableRandom random = new SplittableRandom(3);
    for (int bits = 1; bits <= Long.SIZE; bits++) {
      int shift = Long.SIZE - bits;
      long[] times = random.longs(1000).map(time -> time >> shift).toArray();
      int[] expected =
          IntStream.range(0, times.length)
              .boxed()
              .sorted(Comparator.comparingLong(i -> times[i]))
              .mapToInt(i -> i)
              .toArray();
      assertArrayEquals(expected, TimeOrder.of(times), "times of %d bits".formatted(bits));
    }
  }
}
