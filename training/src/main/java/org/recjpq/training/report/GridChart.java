package org.recjpq.training.report;

import java.util.List;
import java.util.Locale;

/**
 * Values over two settings, as an SVG element of cells, the darker the larger.
 *
 * @param title what is drawn
 * @param xTitle what differs between columns
 * @param yTitle what differs between rows
 * @param columns names of the columns
 * @param rows names of the rows
 * @param values [rows][columns]; NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record GridChart(
    String title,
    String xTitle,
    String yTitle,
    List<String> columns,
    List<String> rows,
    double[][] values) {
  private static final int LEFT = 100;
  private static final int WIDTH = 640;
  private static final int ROW = 34;
  private static final int TOP = 8;
  private static final int BOTTOM = 52;

  /** Copies the lists. */
  public GridChart {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The chart. */
  public String html() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        least = Double.isNaN(value) ? least : Math.min(least, value);
        most = Double.isNaN(value) ? most : Math.max(most, value);
      }
    }
    StringBuilder svg = new StringBuilder();
    int bottom = TOP + rows.size() * ROW;
    add(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, bottom + BOTTOM);
    add(svg, "<title>%s</title>", Html.escape(title));
    double width = (WIDTH - LEFT - 4.0) / columns.size();
    for (int r = 0; r < rows.size(); r++) {
      int y = TOP + r * ROW;
      text(svg, LEFT - 10, y + ROW / 2.0 + 5, "end", rows.get(r));
      for (int c = 0; c < columns.size(); c++) {
        double value = values[r][c];
        if (!Double.isNaN(value)) {
          double share = most > least ? (value - least) / (most - least) : 1;
          add(
              svg,
              "<rect class=\"cell\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                  + " fill-opacity=\"%.2f\"/>",
              LEFT + c * width,
              y,
              width - 2,
              ROW - 2,
              0.05 + 0.6 * share);
          text(
              svg,
              LEFT + (c + 0.5) * width,
              y + ROW / 2.0 + 5,
              "middle",
              String.format(Locale.ROOT, "%.4f", value));
        }
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      text(svg, LEFT + (c + 0.5) * width, bottom + 18, "middle", columns.get(c));
    }
    text(svg, LEFT + (WIDTH - LEFT) / 2.0, bottom + 42, "middle", xTitle);
    add(
        svg,
        "<text x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">%s</text>",
        (TOP + bottom) / 2,
        (TOP + bottom) / 2,
        Html.escape(yTitle));
    return svg.append("</svg>\n").toString();
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    add(
        svg,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Html.escape(text));
  }

  private static void add(StringBuilder svg, String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
