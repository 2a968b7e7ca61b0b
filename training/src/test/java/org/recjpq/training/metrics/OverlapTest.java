package org.recjpq.training.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OverlapTest {
  private static final ItemFacts ITEMS = ItemFacts.ofCounts(new int[10]);

  @Test
  void equalListsOverlapWhollyAndDistinctOnesNotAtAll() {
    Overlap overlap = new Overlap(2);
    assertEquals(1, overlap.of(new int[][] {{1, 2}, {2, 1}, {1, 2}}, ITEMS));
    assertEquals(0, overlap.of(new int[][] {{1, 2}, {3, 4}}, ITEMS));
    assertEquals(0, overlap.of(new int[][] {{1, 2}}, ITEMS));
    assertEquals(0, overlap.of(new int[0][], ITEMS));
  }

  @Test
  void itIsTheMeanOverPairs() {
    int[][] lists = {{1, 2, 3, 4}, {1, 2, 5, 6}, {1, 7, 8, 9}};
    double byHand = (2 + 1 + 1) / (3.0 * 4); // of three pairs, each of up to four items
    assertEquals(byHand, new Overlap(4).of(lists, ITEMS), 1e-12);
  }

  @Test
  void itIsFoundByName() {
    assertEquals(new Overlap(5), Metrics.parseList("overlap@5"));
  }
}
