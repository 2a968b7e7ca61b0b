package org.recjpq.assignment.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Some neighbouring columns of a table.
 *
 * @param table what they are part of
 * @param from the first one
 * @param count how many, at least 1
 */
record TablePanel(VectorTable table, int from, int count) {
  private static final int MOST_NUMBERS = 1 << 27;
  private static final int LEAST_COLUMNS = 32;
  private static final int STEP = 8; // for loops over columns that are compiled to vectors

  TablePanel {
    Objects.checkFromIndexSize(from, count, table.columns());
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, found " + count);
    }
  }

  /** All columns. */
  static TablePanel of(VectorTable table) {
    return new TablePanel(table, 0, table.columns());
  }

  /**
   * All columns in panels of about the same width: as few as possible if a table of so many rows
   * and as many columns as a panel is to have at most 3 · 2^26 numbers (768 MiB), but with 32
   * columns or more.
   *
   * @param rows of the other table
   */
  static List<TablePanel> panels(VectorTable table, int rows) {
    int widest = Math.max(LEAST_COLUMNS, MOST_NUMBERS / Math.max(1, rows));
    int count = (table.columns() + widest - 1) / widest;
    int width = (table.columns() + count - 1) / count;
    return ofWidth(table, (width + STEP - 1) / STEP * STEP);
  }

  /** All columns in panels of this width, of which the last may be narrower. */
  static List<TablePanel> ofWidth(VectorTable table, int width) {
    List<TablePanel> panels = new ArrayList<>();
    for (int from = 0; from < table.columns(); from += width) {
      panels.add(new TablePanel(table, from, Math.min(width, table.columns() - from)));
    }
    return panels;
  }

  /** Where the panel's part of a row begins in the table's {@link VectorTable#array}. */
  int offset(int row) {
    return table.offset(row) + from;
  }
}
