package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
