package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Reads a file of what is known of items: rows, plain or compressed, with a header; lines of JSON;
 * or a file that a {@link TableReader} reads. Of MovieLens, {@code movies.dat} and {@code u.item}
 * are read, too, which have no header and may be in Latin-1.
 */
final class ItemRows {
  /** A line of MovieLens without header: {@code 1::Toy Story (1995)::…}, or with pipes. */
  private static final Pattern MOVIE = Pattern.compile("\\d+(::|\\|).*\\(\\d{4}\\)\\1.*");

  private final Receiver receiver;

  private ItemRows(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Receives the rows of a file; one file may hold several tables, such as those of an archive. */
  interface Receiver {
    /**
     * Called for each table.
     *
     * @param header names of the columns
     * @param rows whose lengths are not checked
     * @param where file and line of the row that was read last, for errors
     */
    void accept(List<String> header, Rows rows, Supplier<String> where) throws IOException;
  }

  /** The next row, or null at the end. */
  interface Rows {
    @Nullable List<String> next() throws IOException;
  }

  /**
   * Reads a file.
   *
   * @throws DataException if the file or a row of it is malformed; one line with file and line
   */
  static void read(Path file, Receiver receiver) throws IOException {
    ItemRows rows = new ItemRows(receiver);
    for (TextPart part : TextPart.of(file)) {
      try {
        rows.read(part);
      } catch (UncheckedIOException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
    }
  }

  private void read(TextPart part) throws IOException {
    Optional<TableReader> reader =
        part.entry() == null ? Tables.readerOf(part.file()) : Optional.empty();
    if (reader.isPresent()) {
      try (TableReader.Table table = reader.get().open(part.file())) {
        receiver.accept(table.headings(), table::next, part.name()::toString);
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

  private void add(CsvReader.Rows rows, Path file) throws IOException {
    CSVRecord header = rows.next();
    if (header == null) {
      throw new DataException(file + ": expected a header, found no rows; check the path");
    }
    receiver.accept(
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
        receiver.accept(
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
      receiver.accept(
          List.of("id", "title"),
          () -> {
            CSVRecord row = rows.next();
            return row == null ? null : row.toList().subList(0, Math.min(2, row.size()));
          },
          rows::where);
    }
  }
}
