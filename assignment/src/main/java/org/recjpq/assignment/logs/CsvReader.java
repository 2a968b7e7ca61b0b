package org.recjpq.assignment.logs;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/** A delimited text file: its first line, from which the delimiter is chosen, and then its rows. */
final class CsvReader implements Closeable {
  private static final int FIRST_LINE_AT_MOST = 1 << 12;

  private final Path file;
  private final GuardedReader text;
  private final BufferedReader lines;
  private final long linesBefore;

  /**
   * The text of a file, or the rest of it.
   *
   * @param linesBefore number of lines before {@code bytes}
   */
  CsvReader(Path file, InputStream bytes, long linesBefore) {
    this.file = file;
    this.text = new GuardedReader(file, bytes, linesBefore);
    this.lines = new BufferedReader(text, 1 << 16);
    this.linesBefore = linesBefore;
  }

  /**
   * Opens a file, plain or gzipped.
   *
   * @throws DataException if there is no text to read
   */
  static CsvReader open(Path file) throws IOException {
    return new CsvReader(file, TextBytes.open(file), 0);
  }

  /**
   * The first line that is not blank, or the beginning of a very long one. To be called before
   * {@link #rows}.
   */
  String firstLine() throws IOException {
    lines.mark(FIRST_LINE_AT_MOST);
    char[] buffer = new char[FIRST_LINE_AT_MOST];
    int count = lines.read(buffer);
    lines.reset();
    String start = new String(buffer, 0, Math.max(count, 0));
    return start.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  /**
   * All rows, from the first.
   *
   * @param delimiter separator of fields, one or more characters
   * @param quoted whether a field may be in double quotes
   */
  Rows rows(String delimiter, boolean quoted) throws IOException {
    CSVFormat format = format(delimiter, quoted);
    return new Rows(CSVParser.builder().setReader(lines).setFormat(format).get());
  }

  private static CSVFormat format(String delimiter, boolean quoted) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setQuote(quoted ? '"' : null)
        .setIgnoreEmptyLines(false) // the parser miscounts lines if it skips some itself
        .get();
  }

  /** The row of a line without quotes. */
  static CSVRecord row(String line, String delimiter) {
    try (CSVParser parser = CSVParser.parse(line, format(delimiter, false))) {
      return parser.iterator().next();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // nothing is read from outside
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** The rows of the file, without empty lines. */
  final class Rows {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long line;

    private Rows(CSVParser parser) {
      this.parser = parser;
      this.records = parser.iterator();
    }

    /** The line, counted from 1, at which the row returned last by {@link #next} begins. */
    long line() {
      return line;
    }

    /** File and line of that row. */
    String where() {
      return file + ":" + line;
    }

    /**
     * The next row, or null at the end.
     *
     * @throws DataException if quotes are wrong, so that the start of rows is unknown, or the file
     *     is not text
     */
    @Nullable CSVRecord next() {
      CSVRecord row;
      do {
        line = linesBefore + parser.getCurrentLineNumber() + 1;
        text.rowBegins(line);
        row = parsed();
      } while (row != null && row.size() == 1 && row.get(0).isEmpty());
      return row;
    }

    private @Nullable CSVRecord parsed() {
      try {
        return records.hasNext() ? records.next() : null;
      } catch (UncheckedIOException failure) {
        if (failure.getCause() instanceof CSVException broken) {
          throw new DataException(
              "%s: expected a closing quote followed by a delimiter, found: %s; fix the quotes"
                  .formatted(where(), withoutLine(broken)),
              broken);
        }
        throw failure;
      }
    }

    /** The parser's message without its own line numbers, which are of this part of the file. */
    private static String withoutLine(CSVException broken) {
      return String.valueOf(broken.getMessage())
          .replaceAll("\\(startline \\d+\\) | at line: \\d+, position: \\d+", "");
    }
  }
}
