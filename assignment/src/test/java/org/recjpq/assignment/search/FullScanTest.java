package org.recjpq.assignment.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

class FullScanTest extends TopKSearchContract {
  @Override
  TopKSearch search(ItemCodes codes, int items) {
    return new FullScan(codes, items);
  }

  @Test
  void everyItemIsScoredOnce() {
    ItemCodes codes = ItemCodes.generate(new CodeShape(2, 3), 9000, (item, split) -> item % 3);
    TopItems found = search(codes, 8998).topK(new float[6], 4, item -> item < 100);
    assertEquals(8998, found.scored());
  }
}
