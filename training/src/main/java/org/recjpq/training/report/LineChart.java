package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One curve by step as an SVG element; colours come from the surrounding style sheet.
 *
 * @param title what is drawn
 * @param points in order of steps, at least one, finite values only
 */
record LineChart(String title, List<Point> points) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 280;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 15;
  private static final int BOTTOM = 35;
  private static final int TICKS = 5;

  /** A value at a training step. */
  record Point(double step, double value) {}

  /** Ticks at round numbers that enclose all values. */
  record Axis(double from, double to, double tick) {
    static Axis around(double min, double max) {
      double span = max > min ? max - min : Math.max(Math.abs(max), 1);
      double tick = roundUp(span / TICKS);
      double from = Math.floor(min / tick) * tick;
      double to = Math.ceil(max / tick) * tick;
      return new Axis(from, to > from ? to : from + tick, tick);
    }

    /** The next of 1, 2, 5, 10, 20, … at any power of ten. */
    private static double roundUp(double value) {
      double power = Math.pow(10, Math.floor(Math.log10(value)));
      double digit = value / power;
      return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (int i = 0; from + i * tick <= to + tick / 2; i++) {
        ticks.add(from + i * tick);
      }
      return ticks;
    }

    String label(double value) {
      int decimals = (int) Math.max(0, Math.ceil(-Math.log10(tick) - 1e-9));
      return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    double place(double value) {
      return (value - from) / (to - from);
    }
  }

  String svg() {
    Axis steps = axis(points.stream().mapToDouble(Point::step).toArray());
    Axis values = axis(points.stream().mapToDouble(Point::value).toArray());
    StringBuilder svg = new StringBuilder();
    line(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT);
    line(svg, "<title>%s by step</title>", Html.escape(title));
    addValueAxis(svg, values);
    addStepAxis(svg, steps);
    addCurve(svg, steps, values);
    return svg.append("</svg>\n").toString();
  }

  private static void addValueAxis(StringBuilder svg, Axis values) {
    for (double tick : values.ticks()) {
      double y = y(values, tick);
      line(svg, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
      String text = "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>";
      line(svg, text, LEFT - 8, y + 4, values.label(tick));
    }
  }

  private static void addStepAxis(StringBuilder svg, Axis steps) {
    for (double tick : steps.ticks()) {
      String text = "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>";
      line(svg, text, x(steps, tick), HEIGHT - BOTTOM + 20, steps.label(tick));
    }
  }

  private void addCurve(StringBuilder svg, Axis steps, Axis values) {
    String curve =
        points.stream()
            .map(point -> place(steps, values, point, "%.1f,%.1f"))
            .collect(Collectors.joining(" "));
    line(svg, "<polyline points=\"%s\"/>", curve);
    for (Point point : points) {
      String circle = place(steps, values, point, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\">");
      line(svg, "%s<title>step %,.0f: %.4f</title></circle>", circle, point.step(), point.value());
    }
  }

  private static Axis axis(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return Axis.around(min, max);
  }

  private static String place(Axis steps, Axis values, Point point, String format) {
    return String.format(Locale.ROOT, format, x(steps, point.step()), y(values, point.value()));
  }

  private static double x(Axis steps, double step) {
    return LEFT + steps.place(step) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(Axis values, double value) {
    return HEIGHT - BOTTOM - values.place(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static void line(StringBuilder svg, String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
