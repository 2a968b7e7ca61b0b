package org.recjpq.savedmodels.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of ids as the rectangle that a tensor needs; the signatures pass over {@code ""}. */
public final class PaddedRows {
  private PaddedRows() {}

  /**
   * Fills all rows up at the end, with {@code ""}, to the width of the longest.
   *
   * @param rows of any lengths
   * @return as many rows, all of one width, which is at least 1: JSON says nothing about the width
   *     of a matrix without cells
   */
  public static List<List<String>> of(List<List<String>> rows) {
    int width = Math.max(1, rows.stream().mapToInt(List::size).max().orElse(0));
    return rows.stream().map(row -> padded(row, width)).toList();
  }

  private static List<String> padded(List<String> row, int width) {
    List<String> padded = new ArrayList<>(row);
    padded.addAll(Collections.nCopies(width - row.size(), ""));
    return List.copyOf(padded);
  }
}
