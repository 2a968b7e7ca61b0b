package org.recjpq.training.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars in groups, one of each series in every group, as HTML with an SVG element; colours come from
 * the surrounding style sheet, up to {@value LineChart#COLOURS}.
 *
 * @param title what is drawn
 * @param xTitle what the groups are
 * @param yTitle what the bars show
 * @param groups names of the groups
 * @param series at least one
 */
public record GroupChart(
    String title, String xTitle, String yTitle, List<String> groups, List<Series> series) {
  private static final double FILLED = 0.84;

  /**
   * The bars of one colour.
   *
   * @param name for the legend
   * @param values one per group, at least 0; NaN for none
   */
  public record Series(String name, List<Double> values) {
    /** Copies the list. */
    public Series {
      values = List.copyOf(values);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException unless each series has a value per group
   */
  public GroupChart {
    groups = List.copyOf(groups);
    series = List.copyOf(series);
    for (Series each : series) {
      if (each.values().size() != groups.size()) {
        throw new IllegalArgumentException(
            "%s: expected %d values, found %d"
                .formatted(each.name(), groups.size(), each.values().size()));
      }
    }
  }

  /** The chart and its legend, or a sentence if there is nothing to draw. */
  public String html() {
    double most =
        series.stream()
            .flatMap(each -> each.values().stream())
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    if (most <= 0) {
      return "<p>%s: nothing to draw.</p>\n".formatted(Html.escape(title));
    }
    Axis vertical = Axis.around(0, most);
    Axis horizontal = new Axis(0, groups.size(), 1, false);
    Plot plot = new Plot(title, xTitle, yTitle, horizontal, vertical, place -> "");
    double width = plot.x(1) - plot.x(0);
    double bar = FILLED * width / series.size();
    for (int g = 0; g < groups.size(); g++) {
      plot.text(plot.x(g + 0.5), Plot.HEIGHT - Plot.BOTTOM + 22, "middle", groups.get(g));
      for (int s = 0; s < series.size(); s++) {
        double value = series.get(s).values().get(g);
        if (Double.isFinite(value)) {
          String hover =
              String.format(
                  Locale.ROOT, "%s, %s: %.4f", series.get(s).name(), groups.get(g), value);
          plot.add(
              "<rect class=\"c%d\" fill=\"var(--c)\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                  + " height=\"%.1f\"><title>%s</title></rect>",
              s % LineChart.COLOURS,
              plot.x(g) + (1 - FILLED) / 2 * width + s * bar,
              plot.y(value),
              Math.max(0.5, bar - 1),
              plot.y(0) - plot.y(value),
              Html.escape(hover));
        }
      }
    }
    return plot.svg() + Html.legend(series.stream().map(Series::name).toList());
  }
}
