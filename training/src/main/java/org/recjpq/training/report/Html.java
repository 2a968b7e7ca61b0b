package org.recjpq.training.report;

import java.util.List;
import java.util.stream.Collectors;

/** Text and legends as HTML. */
public final class Html {
  private Html() {}

  /**
   * Escapes {@code text} for use between tags or in a quoted attribute; control characters are
   * removed.
   */
  public static String escape(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]|[\\ufffe\\uffff]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The names of what has the colours of the style sheet, in their order. */
  static String legend(List<String> names) {
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    for (int n = 0; n < names.size(); n++) {
      legend.append(
          "<span class=\"key c%d\"><i></i>%s</span> "
              .formatted(n % LineChart.COLOURS, escape(names.get(n))));
    }
    return legend.append("</p>\n").toString();
  }

  /** The names of what is numbered from 1. */
  static String numbered(List<String> names) {
    return names.stream()
        .map(name -> "<li>" + escape(name) + "</li>")
        .collect(Collectors.joining("", "<ol class=\"note\">", "</ol>\n"));
  }
}
