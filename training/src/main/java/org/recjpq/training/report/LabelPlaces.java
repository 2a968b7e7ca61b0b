package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places for the names of dots, so that they cover neither dots nor each other where there is room:
 * beside, above or below a dot, or a line further away. Widths of texts are estimates.
 */
final class LabelPlaces {
  private static final double CHARACTER = 7.6; // of a text of 14 pixels
  private static final double ASCENT = 11;
  private static final double DESCENT = 4;
  private static final double DOT = 4;
  private static final double GAP = 8; // from a dot to its name
  private static final double LINE = 16;
  private static final double WORSE = 20; // to cover a dot than to cover a name

  /**
   * A place.
   *
   * @param x of the anchor
   * @param y of the base line
   * @param anchor "start", "middle" or "end"
   */
  record Place(double x, double y, String anchor) {}

  private record Box(double left, double top, double right, double bottom) {
    double shared(Box other) {
      double width = Math.min(right, other.right) - Math.max(left, other.left);
      double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      return width > 0 && height > 0 ? width * height : 0;
    }

    double area() {
      return (right - left) * (bottom - top);
    }
  }

  private final Box frame;
  private final List<Box> dots;
  private final List<Box> names = new ArrayList<>();

  /**
   * No names yet.
   *
   * @param dots x and y of each dot
   */
  LabelPlaces(List<double[]> dots) {
    this.frame = new Box(Plot.LEFT, 0, Plot.WIDTH, Plot.HEIGHT - Plot.BOTTOM);
    this.dots =
        dots.stream()
            .map(dot -> new Box(dot[0] - DOT, dot[1] - DOT, dot[0] + DOT, dot[1] + DOT))
            .toList();
  }

  /** The best place for the name of a dot, which is then taken. */
  Place next(double x, double y, String name) {
    Place best =
        around(x, y).stream()
            .min(Comparator.comparingDouble(place -> covered(box(place, name))))
            .orElseThrow();
    names.add(box(best, name));
    return best;
  }

  /** From the most to the least wanted place. */
  private static List<Place> around(double x, double y) {
    List<Place> places = new ArrayList<>();
    places.add(new Place(x + GAP, y + DESCENT, "start"));
    places.add(new Place(x - GAP, y + DESCENT, "end"));
    for (double up : new double[] {-GAP, GAP + ASCENT, -GAP - LINE / 2, GAP + ASCENT + LINE / 2}) {
      places.add(new Place(x, y + up, "middle"));
      places.add(new Place(x + DOT, y + up, "start"));
      places.add(new Place(x - DOT, y + up, "end"));
    }
    return places;
  }

  /** What a box covers of dots and names, and how much of it lies outside of the frame. */
  private double covered(Box box) {
    return WORSE * dots.stream().mapToDouble(box::shared).sum()
        + names.stream().mapToDouble(box::shared).sum()
        + box.area()
        - box.shared(frame);
  }

  /** The width of a text, about. */
  static double width(String text) {
    return CHARACTER * text.length();
  }

  private static Box box(Place place, String name) {
    double width = width(name);
    double left =
        switch (place.anchor) {
          case "start" -> place.x;
          case "end" -> place.x - width;
          default -> place.x - width / 2;
        };
    return new Box(left, place.y - ASCENT, left + width, place.y + DESCENT);
  }
}
