package org.recjpq.training.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * A matrix as an SVG element of cells, the darker the larger: one row per split, columns in the
 * order of size.
 *
 * @param usage [m][b] counts; left as they are
 * @param what what is counted, such as "items"
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record HeatChart(int[][] usage, String what) {
  private static final int MOST_ROWS = 16;
  private static final int MOST_LABELS = 8; // on a phone more would overlap
  private static final int MOST_COLUMNS = 32;
  private static final int LEFT = 84;
  private static final int CELL = 17;
  private static final int ROW = 14;
  private static final int BOTTOM = 46;

  /** The chart; of many splits and sub-ids only some are shown, at equal distances. */
  public String html() {
    int rows = Math.min(MOST_ROWS, usage.length);
    int columns = Math.min(MOST_COLUMNS, usage[0].length);
    StringBuilder svg = new StringBuilder();
    int height = 8 + rows * ROW + BOTTOM;
    add(svg, "<svg viewBox=\"0 0 640 %d\" role=\"img\">", height);
    add(svg, "<title>%s with each sub-id, by split</title>", Html.escape(what));
    for (int row = 0; row < rows; row++) {
      int split = row * usage.length / rows;
      int[] sorted = usage[split].clone();
      Arrays.sort(sorted);
      int most = Math.max(1, sorted[sorted.length - 1]);
      int y = 8 + row * ROW;
      if (row % ((rows + MOST_LABELS - 1) / MOST_LABELS) == 0) {
        add(
            svg,
            "<text class=\"small\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>",
            LEFT - 8,
            y + ROW - 3,
            split);
      }
      for (int column = 0; column < columns; column++) {
        int rank = column * sorted.length / columns;
        int count = sorted[sorted.length - 1 - rank];
        add(
            svg,
            "<rect class=\"cell\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                + " fill-opacity=\"%.2f\"><title>split %d, sub-id %d by use: %,d %s</title></rect>",
            LEFT + column * CELL,
            y,
            CELL - 1,
            ROW - 1,
            count == 0 ? 0 : 0.08 + 0.92 * count / most,
            split,
            rank + 1,
            count,
            Html.escape(what));
      }
    }
    int bottom = 8 + rows * ROW + 20;
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"start\">most used</text>"
            + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">least used of %,d</text>",
        LEFT,
        bottom,
        LEFT + columns * CELL,
        bottom,
        usage[0].length);
    add(
        svg,
        "<text class=\"axis\" x=\"14\" y=\"%d\" text-anchor=\"middle\""
            + " transform=\"rotate(-90 14 %d)\">split</text>",
        8 + rows * ROW / 2,
        8 + rows * ROW / 2);
    return svg.append("</svg>\n")
        + "<p class=\"note\">Sub-ids of each split in the order of their use. Empty: no %s; darkest: the most of the split.</p>%n"
            .formatted(Html.escape(what));
  }

  private static void add(StringBuilder svg, String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
