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
  private static final int MOST_NUMBERS = 1 << 26;
  private static final int LEAST_COLUMNS = 32;
  private static final int STEP = 16; // for loops over columns that are compiled to vectors

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
   * All columns in panels, each as wide as possible if a table of so many rows and as many columns
   * is to have at most 2^26 numbers (256 MiB), but at least 32 columns wide.
   *
   * @param rows of the other table
   */
  static List<TablePanel> panels(VectorTable table, int rows) {
    int fitting = MOST_NUMBERS / Math.max(1, rows) / STEP * STEP;
    return ofWidth(table, Math.max(LEAST_COLUMNS, fitting));
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
