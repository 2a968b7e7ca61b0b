package org.recjpq.training.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * The frame of a chart as an SVG element, to which marks are added; colours come from the
 * surrounding style sheet.
 */
final class Plot {
  static final int WIDTH = 640;
  static final int HEIGHT = 320;
  static final int LEFT = 84;
  static final int RIGHT = 20;
  static final int TOP = 16;
  static final int BOTTOM = 58;

  private final StringBuilder svg = new StringBuilder();
  private final Axis horizontal;
  private final Axis vertical;

  /**
   * Draws the axes.
   *
   * @param title what is drawn, for those who cannot see it
   * @param xLabel the text of a tick of the horizontal axis
   */
  Plot(
      String title,
      String xTitle,
      String yTitle,
      Axis horizontal,
      Axis vertical,
      DoubleFunction<String> xLabel) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    add("<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT);
    add("<title>%s</title>", Html.escape(title));
    for (double tick : vertical.ticks()) {
      double y = y(tick);
      add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
      text(LEFT - 8, y + 4, "end", vertical.label(tick));
    }
    addTicks(horizontal.ticks(), xLabel);
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", xTitle);
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    add(
        "<text class=\"axis\" x=\"14\" y=\"%.1f\" text-anchor=\"middle\""
            + " transform=\"rotate(-90 14 %.1f)\">%s</text>",
        middle, middle, Html.escape(yTitle));
  }

  /** From the last one on; a text that would cover the one after it is left out. */
  private void addTicks(List<Double> ticks, DoubleFunction<String> label) {
    double free = WIDTH;
    for (int t = ticks.size() - 1; t >= 0; t--) {
      double x = x(ticks.get(t));
      add("<path class=\"grid\" d=\"M%.1f %dv5\"/>", x, HEIGHT - BOTTOM);
      String text = label.apply(ticks.get(t));
      double width = LabelPlaces.width(text);
      boolean isLast = x > WIDTH - RIGHT - 1; // its text must not reach beyond the chart
      double right = isLast ? WIDTH - 2 : x + width / 2;
      if (right <= free) {
        text(isLast ? right : x, HEIGHT - BOTTOM + 22, isLast ? "end" : "middle", text);
        free = right - width;
      }
    }
  }

  double x(double value) {
    return LEFT + horizontal.place(value) * (WIDTH - LEFT - RIGHT);
  }

  double y(double value) {
    return HEIGHT - BOTTOM - vertical.place(value) * (HEIGHT - TOP - BOTTOM);
  }

  /** Adds a line of SVG. */
  void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Adds a text. */
  void text(double x, double y, String anchor, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor, Html.escape(text));
  }

  /** Adds a dot that shows a text under the pointer. */
  void dot(double x, double y, String colour, String hover) {
    add(
        "<g class=\"dot %s\"><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/><circle class=\"reach\""
            + " cx=\"%.1f\" cy=\"%.1f\" r=\"9\"><title>%s</title></circle></g>",
        colour, x, y, x, y, Html.escape(hover));
  }

  /** The whole element. */
  String svg() {
    return svg + "</svg>\n";
  }
}
