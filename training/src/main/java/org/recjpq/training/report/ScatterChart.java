package org.recjpq.training.report;

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
  /** Characters of a name that there is room for beside a dot. */
  private static final int LONGEST_NAME = 28;

  /** A dot with a name. */
  public record Dot(String name, double x, double y) {}

  /** Leaves out what cannot be drawn. */
  public ScatterChart {
    dots = dots.stream().filter(dot -> dot.x() > 0 && Double.isFinite(dot.y())).toList();
  }

  /**
   * The chart, or a sentence if there is nothing to draw. If a name is long, dots have numbers, and
   * their names are below.
   */
  public String html() {
    if (dots.isEmpty()) {
      return "<p>%s: nothing to draw.</p>\n".formatted(Html.escape(title));
    }
    Axis horizontal = Axis.logarithmic(dots.stream().mapToDouble(Dot::x).toArray());
    Axis vertical = Axis.around(dots.stream().mapToDouble(Dot::y).toArray());
    Plot plot = new Plot(title, xTitle, yTitle, horizontal, vertical, label);
    LabelPlaces places =
        new LabelPlaces(
            dots.stream().map(dot -> new double[] {plot.x(dot.x()), plot.y(dot.y())}).toList());
    List<String> names = dots.stream().map(Dot::name).toList();
    boolean areNumbered = names.stream().anyMatch(name -> name.length() > LONGEST_NAME);
    for (int d = 0; d < dots.size(); d++) {
      Dot dot = dots.get(d);
      double x = plot.x(dot.x());
      double y = plot.y(dot.y());
      String value =
          String.format(Locale.ROOT, "%s: %.4f, %s", dot.name(), dot.y(), label.apply(dot.x()));
      plot.dot(x, y, "c" + d % LineChart.COLOURS, value);
      String shown = areNumbered ? String.valueOf(d + 1) : dot.name();
      LabelPlaces.Place place = places.next(x, y, shown);
      plot.text(place.x(), place.y(), place.anchor(), shown);
    }
    return areNumbered ? plot.svg() + Html.numbered(names) : plot.svg();
  }
}
