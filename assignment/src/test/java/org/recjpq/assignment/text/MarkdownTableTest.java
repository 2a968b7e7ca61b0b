package org.recjpq.assignment.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  @Test
  void cellsAreShownAsTheyAre() {
    assertEquals(
        """
        | item | rank |
        | --- | --- |
        | \\*A\\* \\| \\<b\\> \\[1\\] | 3 |
        | two lines |  |
        """,
        new MarkdownTable("item", "rank")
            .row("*A* | <b> [1]", "3")
            .row("two\r\nlines", "")
            .toString());
  }

  @Test
  void numbersAreAlignedToTheRight() {
    assertEquals(
        """
        | a\\_b | c | d |
        | --- | --: | --: |
        | x | 1 | 2 |
        """,
        new MarkdownTable("a_b").numbers("c", "d").row("x", "1", "2").toString());
  }

  @Test
  void markdownIsLeftButForWhatEndsACell() {
    assertEquals(
        """
        | a |
        | --- |
        | **b** `c` \\| \\| d |
        """,
        new MarkdownTable("a").markdownRow("**b** `c` | \\| d").toString());
    assertEquals("`a b _c`", MarkdownTable.code("a`\nb _c"));
  }

  @Test
  void aRowHasACellPerHeading() {
    MarkdownTable table = new MarkdownTable("a", "b");
    var failure = assertThrows(IllegalArgumentException.class, () -> table.row("c"));
    assertEquals("expected 2 cells, found 1: [c]", failure.getMessage());
    table.row("c", "d");
    assertThrows(IllegalStateException.class, () -> table.numbers("e"));
  }
}
