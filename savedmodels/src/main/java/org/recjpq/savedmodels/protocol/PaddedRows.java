package org.recjpq.savedmodels.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Pads rows of ids to the rectangle that a tensor needs; the signatures skip {@code ""}. */
public final class PaddedRows {
  private PaddedRows() {}

  /**
   * Pads all rows at the end, with {@code ""}, to the width of the longest.
   *
   * @param rows of any lengths
   * @return the same number of rows, all of the same width, which is at least 1, because JSON
   *     cannot represent the width of a matrix without cells
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
