package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ListMetricsTest {
  /** Items 0 and 1 are of the head, 2 with 4 interactions and 3 with none of the tail. */
  private static final int[] COUNTS = {20, 5, 4, 0};

  @Test
  void metricsAreMeansOverAllPlaces() {
    int[][] lists = {{0, 2}, {}, {0, 1, 2}};
    ListMetrics found = ListMetrics.of(lists, COUNTS);
    assertEquals(3.0 / 4, found.coverage());
    assertEquals((20 + 4 + 20 + 5 + 4) / 5.0, found.popularity());
    assertEquals(2.0 / 5, found.tailShare());
  }

  @Test
  void withoutListsEverythingIsZero() {
    assertEquals(new ListMetrics(0, 0, 0), ListMetrics.of(new int[0][], COUNTS));
  }
}
