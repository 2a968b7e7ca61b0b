package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopularityBucketsTest {
  /** n + 1 is 1, 2, 4, 16 and 2: with five buckets the logarithms to base 2 are the buckets. */
  private static final int[] COUNTS = {0, 1, 3, 15, 1};

  @Test
  void bucketsAreEquallyWideInTheLogarithm() {
    var buckets = new PopularityBuckets(COUNTS, 5);
    assertArrayEquals(new int[] {0, 1, 2, 4, 1}, IntStream.range(0, 5).map(buckets::of).toArray());
    var two = new PopularityBuckets(COUNTS, 2);
    assertArrayEquals(new int[] {0, 0, 1, 1, 0}, IntStream.range(0, 5).map(two::of).toArray());
  }

  /** Of 25 in total; the bucket of 8 is empty. */
  @Test
  void sharesAreThoseOfTheMeanItemOfABucket() {
    float[] expected = new float[5];
    for (int bucket = 0; bucket < 5; bucket++) {
      expected[bucket] = (float) Math.log((1 << bucket) / 25.0);
    }
    assertArrayEquals(expected, new PopularityBuckets(COUNTS, 5).logShares(), 1e-6f);
    float[] ofTwo = {(float) Math.log(5 / 3.0 / 25), (float) Math.log(10 / 25.0)};
    assertArrayEquals(ofTwo, new PopularityBuckets(COUNTS, 2).logShares(), 1e-6f);
  }

  @Test
  void anItemsOwnShareIsExact() {
    float[] logs = PopularityBuckets.logShares(COUNTS);
    assertEquals(5, logs.length);
    assertEquals(Math.log(16 / 25.0), logs[3], 1e-6);
    assertEquals(Math.log(2 / 25.0), logs[4], 1e-6);
  }

  @Test
  void equallyPopularItemsAreInTheFirstBucket() {
    var buckets = new PopularityBuckets(new int[] {7, 7}, 256);
    assertEquals(0, buckets.of(1));
    assertEquals(Math.log(0.5), buckets.logShares()[0], 1e-6);
  }

  @Test
  void thereIsAtLeastOneBucket() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new PopularityBuckets(COUNTS, 0));
    assertEquals("buckets must be at least 1, found 0", error.getMessage());
  }
}
