package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Curves over a common axis, with horizontal lines to compare with, as HTML with an SVG element;
 * colours come from the surrounding style sheet, up to {@value #COLOURS}.
 *
 * @param title what is drawn
 * @param xTitle what the horizontal axis shows
 * @param yTitle what the vertical axis shows
 * @param curves at least one
 * @param levels horizontal lines with their names
 * @param mark a point to point out, or null
 */
public record LineChart(
    String title,
    String xTitle,
    String yTitle,
    List<Curve> curves,
    List<Level> levels,
    @Nullable Mark mark) {
  static final int COLOURS = 8;
  private static final int LABEL_HEIGHT = 17;

  /** Between a line and the text above it. */
  private static final int GAP = 4;

  /** A value of a curve. */
  public record Point(double x, double y) {}

  /**
   * A curve.
   *
   * @param name for the legend
   * @param points in the order of their places; those that are not finite are left out
   */
  public record Curve(String name, List<Point> points) {
    /** Leaves out what cannot be drawn. */
    public Curve {
      points =
          points.stream()
              .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
              .toList();
    }
  }

  /** A horizontal line. */
  public record Level(String name, double value) {}

  /** A point with a text. */
  public record Mark(double x, double y, String text) {}

  /** Copies the lists. */
  public LineChart {
    curves = List.copyOf(curves);
    levels = List.copyOf(levels);
  }

  /** The chart, or a sentence if there is nothing to draw. */
  public String html() {
    double[] xs = values(Point::x, DoubleStream.empty());
    double[] ys = values(Point::y, levels.stream().mapToDouble(Level::value));
    if (xs.length == 0) {
      return "<p>%s: nothing to draw.</p>\n".formatted(Html.escape(title));
    }
    Axis horizontal = Axis.around(xs);
    Plot plot = new Plot(title, xTitle, yTitle, horizontal, Axis.around(ys), horizontal::label);
    boolean isRight = mark != null && plot.x(mark.x()) > Plot.WIDTH * 0.6;
    addLevels(plot, isRight);
    for (int c = 0; c < curves.size(); c++) {
      addCurve(plot, curves.get(c), "c" + c % COLOURS);
    }
    if (mark != null) {
      plot.add(
          "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"/>",
          plot.x(mark.x()), plot.y(mark.y()));
      plot.text(
          plot.x(mark.x()) + (isRight ? -12 : 12),
          plot.y(mark.y()) + (plot.y(mark.y()) < Plot.TOP + 16 ? 30 : -12),
          isRight ? "end" : "start",
          mark.text());
    }
    return curves.size() > 1
        ? plot.svg() + Html.legend(curves.stream().map(Curve::name).toList())
        : plot.svg();
  }

  private double[] values(java.util.function.ToDoubleFunction<Point> value, DoubleStream others) {
    return DoubleStream.concat(
            curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(value), others)
        .toArray();
  }

  private static void addCurve(Plot plot, Curve curve, String colour) {
    String line =
        curve.points().stream()
            .map(
                point ->
                    String.format(Locale.ROOT, "%.1f,%.1f", plot.x(point.x()), plot.y(point.y())))
            .collect(Collectors.joining(" "));
    plot.add("<polyline class=\"%s\" points=\"%s\"/>", colour, line);
    for (Point point : curve.points()) {
      plot.dot(
          plot.x(point.x()),
          plot.y(point.y()),
          colour,
          String.format(Locale.ROOT, "%s: %.4f at %,.4g", curve.name(), point.y(), point.x()));
    }
  }

  /**
   * Names stand above their lines. Those of lines that are close to each other form a stack above
   * the highest of them, or below the lowest where there is no room, so that no line strikes a
   * name.
   *
   * @param atLeft whether they stand at the left end of the lines
   */
  private void addLevels(Plot plot, boolean atLeft) {
    List<Level> ascending = new ArrayList<>(levels);
    ascending.sort(Comparator.comparing(Level::value));
    List<Level> close = new ArrayList<>(); // from the lowest to the highest on the page
    for (Level level : ascending) {
      double y = plot.y(level.value());
      plot.add("<path class=\"level\" d=\"M%d %.1fH%d\"/>", Plot.LEFT, y, Plot.WIDTH - Plot.RIGHT);
      if (!close.isEmpty()
          && y < plot.y(close.get(close.size() - 1).value()) - GAP - LABEL_HEIGHT * close.size()) {
        addNames(plot, close, atLeft);
        close.clear();
      }
      close.add(level);
    }
    addNames(plot, close, atLeft);
  }

  private static void addNames(Plot plot, List<Level> close, boolean atLeft) {
    if (close.isEmpty()) {
      return;
    }
    double lowest = plot.y(close.get(close.size() - 1).value()) - GAP;
    if (lowest - LABEL_HEIGHT * (close.size() - 1) < Plot.TOP - GAP) {
      lowest = plot.y(close.get(0).value()) + LABEL_HEIGHT * close.size() - GAP;
    }
    for (int i = 0; i < close.size(); i++) {
      Level level = close.get(i);
      plot.add(
          "<text class=\"small\" x=\"%d\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
          atLeft ? Plot.LEFT + GAP : Plot.WIDTH - Plot.RIGHT,
          lowest - LABEL_HEIGHT * i,
          atLeft ? "start" : "end",
          Html.escape(String.format(Locale.ROOT, "%s %.4f", level.name(), level.value())));
    }
  }
}
