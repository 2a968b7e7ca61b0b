package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemOrderTest {
  @Test
  void countsStayAsTheyAre() {
    int[] counts = {1, 4, 0, 4, 2};
    ItemOrder order = ItemOrder.byCounts(counts);
    assertArrayEquals(new int[] {1, 4, 0, 4, 2}, counts);
    order.refinedBy(counts);
    assertArrayEquals(new int[] {1, 4, 0, 4, 2}, counts);
  }

  @Test
  void ordersByHand() {
    ItemOrder order = ItemOrder.byCounts(new int[] {1, 4, 0, 4, 2});
    assertArrayEquals(new int[] {1, 3, 4, 0, 2}, order.items());
    assertEquals(4, order.rank(0, new int[0]));
    assertEquals(2, order.rank(0, new int[] {2, 1, 4}));
    // Now items 0 and 3 are first, of which 3 was before 0; then 1, 4 and 2 as they were.
    assertArrayEquals(
        new int[] {3, 0, 1, 4, 2}, order.refinedBy(new int[] {9, 0, 0, 9, 0}).items());
    assertEquals(0, ItemOrder.byCounts(new int[0]).size());
  }

  @Test
  void equalsAStableSort() {
    SplittableRandom random = new SplittableRandom(1);
    int[] first = random.ints(500, 0, 6).toArray();
    int[] second = random.ints(500, 0, 300).toArray();
    int[] expected =
        IntStream.range(0, 500)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(item -> -second[item])
                    .thenComparingInt(item -> -first[item]))
            .mapToInt(Integer::intValue)
            .toArray();
    ItemOrder order = ItemOrder.byCounts(first).refinedBy(second);
    assertArrayEquals(expected, order.items());
  }
}
