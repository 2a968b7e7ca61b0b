package org.recjpq.assignment.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.recjpq.assignment.files.DataException;

/** Readable titles of items. An item without a title is shown by its id. */
public final class ItemTitles {
  private static final List<String> IDS =
      List.of(
          "item",
          "itemId",
          "item_id:token",
          "movieId",
          "productId",
          "iid",
          "sku",
          "asin",
          "isbn",
          "businessId",
          "trackId",
          "id");
  private static final List<String> TITLES =
      List.of(
          "title",
          "name",
          "itemName",
          "productName",
          "movieTitle",
          "appName",
          "title:token_seq",
          "movie_title:token_seq");

  private final Map<String, String> titles = new HashMap<>();

  private ItemTitles() {}

  /** No titles: every item is shown by its id. */
  public static ItemTitles none() {
    return new ItemTitles();
  }

  /**
   * Reads a file of rows, plain or compressed, whose header names a column of ids (item, movieId,
   * id or similar) and one of titles (title or name); or lines of JSON, or a file that a {@link
   * TableReader} reads, with fields of these names. Of MovieLens, {@code movies.dat} and {@code
   * u.item} are read, too, which have no header and may be in Latin-1. If rows have the same id,
   * the first is used.
   *
   * @throws DataException if the file or a row of it is malformed; one line with file and line
   */
  public static ItemTitles read(Path file) throws IOException {
    ItemTitles titles = new ItemTitles();
    ItemRows.read(file, titles::add);
    return titles;
  }

  /** The place of the column of ids among the names of columns, if one has a usual name. */
  public static OptionalInt idColumn(List<String> names) {
    return Columns.position(names, IDS);
  }

  private void add(List<String> header, ItemRows.Rows rows, Supplier<String> where)
      throws IOException {
    int id = requiredIds(header, where.get());
    int title = column(header, TITLES, "titles", where.get());
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      if (row.size() != header.size()) {
        throw new DataException(
            "%s: expected %d fields, found %d; put titles with commas in quotes"
                .formatted(where.get(), header.size(), row.size()));
      }
      titles.putIfAbsent(row.get(id).strip(), oneLine(row.get(title)));
    }
  }

  /** The place of the column of ids. */
  static int requiredIds(List<String> header, String where) {
    return column(header, IDS, "ids", where);
  }

  private static int column(List<String> header, List<String> names, String what, String where) {
    return Columns.position(header, names)
        .orElseThrow(
            () ->
                new DataException(
                    "%s: expected a column of %s (%s), found %s; rename it in the header"
                        .formatted(where, what, String.join(", ", names), Columns.fields(header))));
  }

  private static String oneLine(String title) {
    return title.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /** The title of an item, or its id if it has none. */
  public String title(String id) {
    String title = titles.getOrDefault(id, "");
    return title.isEmpty() ? id : title;
  }
}
