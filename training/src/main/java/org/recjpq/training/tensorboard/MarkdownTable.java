package org.recjpq.training.tensorboard;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of cells as Markdown, whatever the cells hold. */
public final class MarkdownTable {
  private final StringBuilder lines = new StringBuilder();

  /** A table with these headings and no rows yet. */
  public MarkdownTable(String... headings) {
    row(headings);
    addLine(Collections.nCopies(headings.length, "---"));
  }

  /** Appends a row of one cell a heading. */
  public MarkdownTable row(String... cells) {
    addLine(Arrays.stream(cells).map(MarkdownTable::escaped).toList());
    return this;
  }

  private void addLine(List<String> cells) {
    lines.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").replaceAll("([\\\\|*_`\\[\\]<>])", "\\\\$1");
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
