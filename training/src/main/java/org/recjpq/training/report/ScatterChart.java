package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Named dots over two axes, the horizontal one logarithmic, as an SVG element.
 *
 * @param title what is drawn
 * @param xTitle what the horizontal axis shows
 * @param yTitle what the vertical axis shows
 * @param dots those whose place is not above 0 are left out
 * @param label the text of a value of the horizontal axis
 */
public record ScatterChart(
    String title, String xTitle, String yTitle, List<Dot> dots, DoubleFunction<String> label) {
  private static final int LABEL_HEIGHT = 16;

  /** A dot with a name. */
  public record Dot(String name, double x, double y) {}

  /** Leaves out what cannot be drawn. */
  public ScatterChart {
    dots = dots.stream().filter(dot -> dot.x() > 0 && Double.isFinite(dot.y())).toList();
  }

  /** The chart, or a sentence if there is nothing to draw. */
  public String html() {
    if (dots.isEmpty()) {
      return "<p>%s: nothing to draw.</p>\n".formatted(Html.escape(title));
    }
    Axis horizontal = Axis.logarithmic(dots.stream().mapToDouble(Dot::x).toArray());
    Axis vertical = Axis.around(dots.stream().mapToDouble(Dot::y).toArray());
    Plot plot = new Plot(title, xTitle, yTitle, horizontal, vertical, label);
    List<Dot> fromBelow = new ArrayList<>(dots);
    fromBelow.sort(Comparator.comparing(Dot::y));
    double lowest = Double.POSITIVE_INFINITY;
    for (Dot dot : fromBelow) {
      double x = plot.x(dot.x());
      double y = plot.y(dot.y());
      String value =
          String.format(Locale.ROOT, "%s: %.4f, %s", dot.name(), dot.y(), label.apply(dot.x()));
      plot.dot(x, y, "c" + dots.indexOf(dot) % LineChart.COLOURS, value);
      double place = Math.min(y + 4, lowest - LABEL_HEIGHT);
      boolean isRight = x > Plot.WIDTH / 2.0;
      plot.text(x + (isRight ? -10 : 10), place, isRight ? "end" : "start", dot.name());
      lowest = place;
    }
    return plot.svg();
  }
}
