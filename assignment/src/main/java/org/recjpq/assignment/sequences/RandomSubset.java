package org.recjpq.assignment.sequences;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws without replacement. */
public final class RandomSubset {
  private RandomSubset() {}

  /**
   * A random subset of the integers in [0, total), every subset being equally likely.
   *
   * @param count size of the subset, at most {@code total}
   * @return [count], distinct, ascending
   */
  public static int[] of(int total, int count, SplittableRandom random) {
    int[] numbers = IntStream.range(0, total).toArray(); // shuffled from the front
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, total);
      int drawn = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = drawn;
    }
    return Arrays.stream(numbers).limit(count).sorted().toArray();
  }
}
