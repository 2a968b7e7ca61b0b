package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVRecord;
import org.recjpq.assignment.files.DataException;

/** Readable titles of items. An item without a title is shown by its id. */
public final class ItemTitles {
  private static final List<String> IDS =
      List.of(
          "item", "itemId", "item_id:token", "movieId", "productId", "iid", "sku", "asin", "id");
  private static final List<String> TITLES =
      List.of("title", "name", "itemName", "productName", "title:token_seq");

  private final Map<String, String> titles = new HashMap<>();

  private ItemTitles() {}

  /** No titles: every item is shown by its id. */
  public static ItemTitles none() {
    return new ItemTitles();
  }

  /**
   * Reads a file separated by commas, semicolons or tabs, plain or compressed, whose header names a
   * column of ids (item, movieId, id or similar) and one of titles (title or name). If rows have
   * the same id, the first is used.
   *
   * @throws DataException if the file or a row of it is malformed; one line with file and line
   */
  public static ItemTitles read(Path file) throws IOException {
    ItemTitles titles = new ItemTitles();
    for (TextPart part : TextPart.of(file)) {
      try (CsvReader csv = CsvReader.open(part, GuardedReader.LONGEST_ROW)) {
        titles.add(csv.rows(LogFormat.delimiterIn(csv.firstLine()), '"', false), part.name());
      } catch (UncheckedIOException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
    }
    return titles;
  }

  /** The place of the column of ids among the names of columns, if one has a usual name. */
  public static OptionalInt idColumn(List<String> names) {
    return Columns.position(names, IDS);
  }

  private void add(CsvReader.Rows rows, Path file) {
    CSVRecord header = rows.next();
    if (header == null) {
      throw new DataException(file + ": expected a header, found no rows; check the path");
    }
    int id = column(header, IDS, "ids", rows.where());
    int title = column(header, TITLES, "titles", rows.where());
    for (CSVRecord row = rows.next(); row != null; row = rows.next()) {
      if (row.size() != header.size()) {
        throw new DataException(
            "%s: expected %d fields, found %d; put titles with commas in quotes"
                .formatted(rows.where(), header.size(), row.size()));
      }
      titles.putIfAbsent(row.get(id).strip(), oneLine(row.get(title)));
    }
  }

  private static int column(CSVRecord header, List<String> names, String what, String where) {
    return Columns.position(header.toList(), names)
        .orElseThrow(
            () ->
                new DataException(
                    "%s: expected a column of %s (%s), found %s; rename it in the header"
                        .formatted(
                            where,
                            what,
                            String.join(", ", names),
                            Columns.fields(header.toList()))));
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
