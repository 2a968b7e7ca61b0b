package org.recjpq.program.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeReport;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

class CodeReportTextTest {
  private static final int[][] ROWS = {{0, 0}, {0, 1}, {1, 2}, {0, 1}, {3, 3}, {3, 3}};
  private static final CodeShape SHAPE = new CodeShape(2, 4);

  private final CodeReportText text =
      new CodeReportText(
          new CodeReport(ItemCodes.generate(SHAPE, ROWS.length, (row, split) -> ROWS[row][split])),
          SHAPE,
          item -> "item " + item);

  @Test
  void usageHasALineForEachSplit() {
    // Split 0: 3/4 log2(4/3) + 1/4 log2 4 = 0.811 bits; split 1: 1.5 bits.
    String expected =
        """
        split  sub-ids used    entropy in bits
            0        2 of 4    0.811 of 2.000
            1        3 of 4    1.500 of 2.000
        Items that share their code with another item: 2 of 4
        """;
    assertEquals(expected.lines().toList(), text.usage().lines().toList());
  }

  @Test
  void nearestStartsFromTheMostFrequentItems() {
    String expected =
        """
        Nearest items by shared sub-ids (of 2)
        item 1
            2  item 3
            1  item 0
        item 2
            -  no item shares a sub-id
        """;
    assertEquals(
        expected.lines().toList(), text.nearest(new int[] {1, 9, 5, 5}, 2, 3).lines().toList());
  }
}
