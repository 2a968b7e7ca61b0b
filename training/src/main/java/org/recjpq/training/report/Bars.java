package org.recjpq.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars with their names and values, as HTML; they adapt to the width of the page. */
public final class Bars {
  private record Bar(String name, double value, String text, String style) {}

  private final List<Bar> bars = new ArrayList<>();

  /** Adds a bar with four decimals. */
  public Bars add(String name, double value) {
    return add(name, value, String.format(Locale.ROOT, "%.4f", value), "");
  }

  /**
   * Adds a bar.
   *
   * @param value its length, at least 0
   * @param text the value as it is shown
   * @param style "own" for the bar that matters, "c0" to "c7" for another colour, or ""
   */
  public Bars add(String name, double value, String text, String style) {
    bars.add(new Bar(name, value, text, style));
    return this;
  }

  /** Adds those of another chart. */
  public Bars addAll(Bars others) {
    bars.addAll(others.bars);
    return this;
  }

  /** The bars, the longest over the whole width. */
  public String html() {
    double longest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    StringBuilder html = new StringBuilder("<div class=\"bars\">\n");
    for (Bar bar : bars) {
      html.append(
          String.format(
              Locale.ROOT,
              "<div class=\"bar %s\"><span>%s</span><span class=\"track\"><i style=\"width:"
                  + "%.2f%%\"></i></span><b>%s</b></div>%n",
              bar.style(),
              Html.escape(bar.name()),
              longest > 0 ? 100 * bar.value() / longest : 0,
              Html.escape(bar.text())));
    }
    return html.append("</div>\n").toString();
  }
}
