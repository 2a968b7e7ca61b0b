package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeReport.Neighbour;

class CodeReportTest {
  private static final int[][] ROWS = {
    {0, 0, 0}, {0, 0, 1}, {3, 2, 2}, {0, 0, 0}, {0, 3, 0}, {1, 1, 1}, {2, 2, 2} // last two: special
  };
  private final CodeReport report =
      new CodeReport(
          ItemCodes.generate(new CodeShape(3, 4), ROWS.length, (row, split) -> ROWS[row][split]));

  @Test
  void paddingAndMaskDoNotCount() {
    assertEquals(5, report.items());
    assertArrayEquals(new int[] {4, 0, 0, 1}, report.usage(0));
    assertEquals(2, report.usedSubIds(0));
    assertEquals(3, report.usedSubIds(1));
  }

  @Test
  void entropyIsThatOfTheShares() {
    // 4/5 log2(5/4) + 1/5 log2 5 = 0.257542 + 0.464386
    assertEquals(0.721928, report.entropyInBits(0), 1e-6);
  }

  @Test
  void everyItemOfASharedCodeCounts() {
    assertEquals(2, report.itemsWithSharedCode()); // items 0 and 3
  }

  @Test
  void nearestItemsShareMostSubIds() {
    assertEquals(
        List.of(new Neighbour(3, 3), new Neighbour(1, 2), new Neighbour(4, 2)),
        report.nearest(0, 10));
    assertEquals(List.of(new Neighbour(3, 3), new Neighbour(1, 2)), report.nearest(0, 2));
    assertEquals(List.of(), report.nearest(2, 10));
  }
}
