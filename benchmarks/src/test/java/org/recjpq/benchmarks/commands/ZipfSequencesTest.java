package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class ZipfSequencesTest {
  private final Sequences sequences = ZipfSequences.generate(7, 100, 10_000, 1);

  @Test
  void theSizesAreThoseAskedFor() {
    assertEquals(7, sequences.count());
    assertEquals(100, sequences.catalogueSize());
    assertEquals(10_000, sequences.interactions());
    assertEquals(1428, sequences.length(0)); // 10,000 / 7 = 1428.6
  }

  @Test
  void everyItemOccursAndTheFirstMost() {
    int[] counts = sequences.itemCounts();
    assertTrue(Arrays.stream(counts).allMatch(count -> count > 0));
    double sum = 0;
    for (int rank = 1; rank <= 100; rank++) {
      sum += Math.pow(rank, -0.9);
    }
    assertEquals(9_900 / sum + 1, counts[0], 180); // five standard deviations
    assertEquals(9_900 / sum * Math.pow(10, -0.9) + 1, counts[9], 70);
  }
}
