package org.recjpq.assignment.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown, with any text in its cells. */
public final class MarkdownTable {
  private final List<String> headings = new ArrayList<>();
  private final List<String> alignments = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with columns of text and no rows yet. */
  public MarkdownTable(String... headings) {
    add("---", headings);
  }

  /** Adds columns of numbers, which are aligned to the right, to a table without rows. */
  public MarkdownTable numbers(String... headings) {
    add("--:", headings);
    return this;
  }

  private void add(String alignment, String... added) {
    if (!rows.isEmpty()) {
      throw new IllegalStateException("expected all columns before the first row");
    }
    for (String heading : added) {
      headings.add(escaped(heading));
      alignments.add(alignment);
    }
  }

  /**
   * Appends a row of texts, shown as they are.
   *
   * @throws IllegalArgumentException unless there is one cell per heading
   */
  public MarkdownTable row(String... cells) {
    return row(List.of(cells));
  }

  /** As {@link #row(String...)}. */
  public MarkdownTable row(List<String> cells) {
    return add(cells.stream().map(MarkdownTable::escaped).toList());
  }

  /**
   * Appends a row of Markdown, such as {@code **bold**}; only characters that would end a cell are
   * replaced.
   *
   * @throws IllegalArgumentException unless there is one cell per heading
   */
  public MarkdownTable markdownRow(String... cells) {
    return add(Arrays.stream(cells).map(MarkdownTable::inOneCell).toList());
  }

  private MarkdownTable add(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(
          "expected %d cells, found %d: %s".formatted(headings.size(), cells.size(), cells));
    }
    rows.add(cells);
    return this;
  }

  /** Text escaped for Markdown, so that it is shown literally, in one line. */
  public static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").replaceAll("([\\\\|*_`\\[\\]<>])", "\\\\$1");
  }

  /** Text as code, in one line. */
  public static String code(String text) {
    return "`" + text.replaceAll("[\\p{Cntrl}`]+", " ") + "`";
  }

  private static String inOneCell(String markdown) {
    return markdown.replaceAll("\\p{Cntrl}+", " ").replaceAll("(?<!\\\\)\\|", "\\\\|");
  }

  private static String line(Collection<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** The lines of the table, each with a line feed. */
  @Override
  public String toString() {
    return line(headings)
        + line(alignments)
        + rows.stream().map(MarkdownTable::line).collect(Collectors.joining());
  }
}
