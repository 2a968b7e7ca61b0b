package org.recjpq.training.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;

/**
 * A page of sections that is well-formed XML, needs no other resources, follows the reader's light
 * or dark setting, fits narrow screens and prints on white.
 */
public final class HtmlPage {
  /** Characters of a cell that are kept on one line. */
  private static final int LONGEST_NUMBER = 32;

  /** Columns of a table that fit a printed page. */
  private static final int MOST_COLUMNS = 9;

  private static final String STYLE = style();

  private final String title;
  private final StringBuilder body = new StringBuilder();

  /** A page with a heading and nothing else yet. */
  public HtmlPage(String title) {
    this.title = title;
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Adds HTML. */
  public HtmlPage add(String html) {
    body.append(html).append('\n');
    return this;
  }

  /** Adds a section with a heading. */
  public HtmlPage section(String heading, String html) {
    return add("<h2>%s</h2>".formatted(Html.escape(heading))).add(html);
  }

  /**
   * Writes the page, atomically replacing an older one.
   *
   * @throws DataException if writing fails
   */
  public void write(Path file) {
    try {
      AtomicFiles.write(file, out -> out.write(html().getBytes(UTF_8)));
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to write the report, found: %s; free space or check permissions"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  /** The whole page. */
  public String html() {
    String name = Html.escape(title);
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <h1>%s</h1>
    """
            .formatted(name, STYLE, name)
        + body
        + "</body>\n</html>\n";
  }

  /** A paragraph. */
  public static String paragraph(String style, String text) {
    return "<p class=\"%s\">%s</p>\n".formatted(style, Html.escape(text));
  }

  /**
   * A table, or several below each other if it has many columns; on narrow screens each row becomes
   * a list.
   *
   * @param rows the heading and the rows, all of the same length
   * @param own the row that matters, from 1, or 0 for none
   */
  public static String table(List<List<String>> rows, int own) {
    StringBuilder tables = new StringBuilder();
    int columns = rows.get(0).size();
    for (int from = 1; from < columns; from += MOST_COLUMNS - 1) {
      tables.append(table(rows, own, from, Math.min(columns, from + MOST_COLUMNS - 1)));
    }
    return tables.toString();
  }

  private static String table(List<List<String>> rows, int own, int from, int to) {
    List<String> heading = rows.get(0);
    StringBuilder table = new StringBuilder("<table class=\"wide\"><tbody>\n");
    for (int r = 0; r < rows.size(); r++) {
      List<String> row = rows.get(r);
      table.append(r == own && own > 0 ? "<tr class=\"own\">" : "<tr>");
      table.append("<th>%s</th>".formatted(Html.escape(row.get(0))));
      for (int column = from; column < to; column++) {
        String text = Html.escape(row.get(column));
        String style = row.get(column).length() > LONGEST_NUMBER ? " class=\"text\"" : "";
        table.append(
            r == 0
                ? "<th>%s</th>".formatted(text)
                : "<td%s data-label=\"%s\">%s</td>"
                    .formatted(style, Html.escape(heading.get(column)), text));
      }
      table.append("</tr>\n");
    }
    return table.append("</tbody></table>\n").toString();
  }

  /** Names and values; a line may end after a dot in a name. */
  public static String pairs(Map<String, String> pairs) {
    StringBuilder table = new StringBuilder("<table class=\"pairs\"><tbody>\n");
    pairs.forEach(
        (name, value) ->
            table.append(
                "<tr><th>%s</th><td>%s</td></tr>\n"
                    .formatted(Html.escape(name).replace(".", ".<wbr/>"), Html.escape(value))));
    return table.append("</tbody></table>\n").toString();
  }

  /** A list of sentences, in which what stands between backquotes is code. */
  public static String sentences(List<String> sentences) {
    List<String> items = new ArrayList<>();
    for (String sentence : sentences) {
      String text = Html.escape(sentence).replaceAll("`([^`]*)`", "<code>$1</code>");
      items.add("<li>%s</li>".formatted(text));
    }
    return "<ul>\n" + String.join("\n", items) + "\n</ul>\n";
  }

  /** Something that is shown only if the reader asks for it. */
  public static String folded(String summary, String html) {
    return "<details><summary>%s</summary>\n%s</details>\n".formatted(Html.escape(summary), html);
  }
}
