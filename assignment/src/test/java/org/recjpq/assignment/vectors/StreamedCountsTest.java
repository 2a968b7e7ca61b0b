package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class StreamedCountsTest {
  /** Bit for bit; with repeats, empty sequences and more rows than a block has. */
  @Test
  void productsAreThoseOfTheStoredMatrix() {
    SplittableRandom random = new SplittableRandom(3);
    int[][] users = new int[700][];
    for (int user = 0; user < users.length; user++) {
      users[user] = random.ints(random.nextInt(90), 0, random.nextInt(1, 60)).toArray();
    }
    Sequences train = Sequences.of(60, users);
    InteractionMatrix stored = InteractionMatrix.of(train);
    StreamedCounts streamed = new StreamedCounts(train);
    assertSameProducts(stored, streamed, random);
    assertSameProducts(stored.transposed(), streamed.transposed(), random);
  }

  private static void assertSameProducts(
      SparseProduct expected, SparseProduct found, SplittableRandom random) {
    TallMatrix right = new TallMatrix(expected.columns(), 3);
    for (int i = 0; i < right.values().length; i++) {
      right.values()[i] = random.nextGaussian();
    }
    assertArrayEquals(expected.times(right).values(), found.times(right).values());
  }
}
