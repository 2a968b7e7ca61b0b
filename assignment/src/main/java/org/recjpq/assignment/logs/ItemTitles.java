package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
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

  /** A line of MovieLens without header: {@code 1::Toy Story (1995)::…}, or with pipes. */
  private static final Pattern MOVIE = Pattern.compile("\\d+(::|\\|).*\\(\\d{4}\\)\\1.*");

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
    for (TextPart part : TextPart.of(file)) {
      try {
        titles.read(part);
      } catch (UncheckedIOException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
    }
    return titles;
  }

  private void read(TextPart part) throws IOException {
    Optional<TableReader> reader =
        part.entry() == null ? Tables.readerOf(part.file()) : Optional.empty();
    if (reader.isPresent()) {
      try (TableReader.Table table = reader.get().open(part.file())) {
        add(table.headings(), table::next, part.name()::toString);
      }
      return;
    }
    String first;
    try (CsvReader csv = CsvReader.open(part, GuardedReader.LONGEST_ROW)) {
      first = csv.firstLine();
      if (!first.startsWith("{") && !MOVIE.matcher(first).matches()) {
        add(csv.rows(LogFormat.delimiterIn(first), '"', false), part.name());
        return;
      }
    }
    if (first.startsWith("{")) {
      addObjects(part);
    } else {
      addMovies(part, first.contains("::") ? "::" : "|");
    }
  }

  /** The place of the column of ids among the names of columns, if one has a usual name. */
  public static OptionalInt idColumn(List<String> names) {
    return Columns.position(names, IDS);
  }

  private void add(CsvReader.Rows rows, Path file) throws IOException {
    CSVRecord header = rows.next();
    if (header == null) {
      throw new DataException(file + ": expected a header, found no rows; check the path");
    }
    add(
        header.toList(),
        () -> {
          CSVRecord row = rows.next();
          return row == null ? null : row.toList();
        },
        rows::where);
  }

  private void addObjects(TextPart part) throws IOException {
    Layout objects = Layout.rows(",", true, "", "").of(Layout.Lines.OBJECTS);
    try (LineReader lines = LineReader.of(objects, part.name(), part.open())) {
      List<String> first = lines.next(); // now the names of fields are known
      if (first != null) {
        Queue<List<String>> ahead = new ArrayDeque<>(List.of(first));
        add(
            lines.headings(),
            () -> ahead.isEmpty() ? lines.next() : ahead.remove(),
            () -> part.name() + ":" + lines.line());
      }
    }
  }

  /** Adds movies of MovieLens, whose older files are in Latin-1. */
  private void addMovies(TextPart part, String delimiter) throws IOException {
    try {
      addMovies(part, delimiter, StandardCharsets.UTF_8);
    } catch (DataException broken) {
      if (!(broken.getCause() instanceof CharacterCodingException)) {
        throw broken;
      }
      addMovies(part, delimiter, StandardCharsets.ISO_8859_1);
    }
  }

  private void addMovies(TextPart part, String delimiter, Charset charset) throws IOException {
    try (CsvReader csv = new CsvReader(part.name(), part.open(charset), 0)) {
      CsvReader.Rows rows = csv.rows(delimiter, null, false);
      add(
          List.of("id", "title"),
          () -> {
            CSVRecord row = rows.next();
            return row == null ? null : row.toList().subList(0, Math.min(2, row.size()));
          },
          rows::where);
    }
  }

  /** The next row, or null at the end. */
  private interface Rows {
    @Nullable List<String> next() throws IOException;
  }

  private void add(List<String> header, Rows rows, Supplier<String> where) throws IOException {
    int id = column(header, IDS, "ids", where.get());
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
