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

/**
 * A delimited text file in UTF-8, plain or compressed: its first line, from which the delimiter is
 * chosen, and then its rows. A byte order mark is left out. What is not text is refused with the
 * line, and so is a row too long to be one; memory does not grow with the file.
 */
public final class CsvReader implements Closeable {
  private static final int FIRST_LINE_AT_MOST = 1 << 12;

  private final Path file;
  private final GuardedReader text;
  private final BufferedReader lines;
  private long linesBefore;
  private long line;

  /**
   * The text of a file, or the rest of it.
   *
   * @param linesBefore number of lines before {@code bytes}
   */
  CsvReader(Path file, InputStream bytes, long linesBefore) {
    this(file, bytes, linesBefore, GuardedReader.LONGEST_ROW);
  }

  private CsvReader(Path file, InputStream bytes, long linesBefore, int longestRow) {
    this.file = file;
    this.text = new GuardedReader(file, bytes, linesBefore, longestRow);
    this.lines = new BufferedReader(text, 1 << 16);
    this.linesBefore = linesBefore;
    this.line = linesBefore;
  }

  /**
   * Opens a file, plain or compressed; an archive must have one file.
   *
   * @throws DataException if there is no text to read
   */
  public static CsvReader open(Path file) throws IOException {
    return open(TextPart.only(file), GuardedReader.LONGEST_ROW);
  }

  /**
   * Opens a text, plain or compressed.
   *
   * @param longestRow maximum length of a row, in characters
   * @throws DataException if there is no text to read
   */
  public static CsvReader open(TextPart part, int longestRow) throws IOException {
    return new CsvReader(part.name(), part.open(), 0, longestRow);
  }

  /**
   * The first line that is not blank, or the beginning of a very long one. To be called before
   * {@link #rows}.
   */
  public String firstLine() throws IOException {
    return start().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  private String start() throws IOException {
    lines.mark(FIRST_LINE_AT_MOST);
    char[] buffer = new char[FIRST_LINE_AT_MOST];
    int count = lines.read(buffer);
    lines.reset();
    return new String(buffer, 0, Math.max(count, 0));
  }

  /**
   * All rows, from the first.
   *
   * @param delimiter separator of fields, one or more characters
   * @param quote character that a field may be enclosed in, or null
   * @param doubtsLineBreaks whether a row of several lines is refused, because a quote at the start
   *     of a field may be no more than a character of it
   */
  public Rows rows(String delimiter, @Nullable Character quote, boolean doubtsLineBreaks)
      throws IOException {
    if (linesBefore == 0
        && start().lines().findFirst().flatMap(ExcelHint::delimiterIn).isPresent()) {
      lines.readLine();
      linesBefore++;
    }
    CSVFormat format = format(delimiter, quote);
    return new Rows(CSVParser.builder().setReader(lines).setFormat(format).get(), doubtsLineBreaks);
  }

  private static CSVFormat format(String delimiter, @Nullable Character quote) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setQuote(quote)
        .setIgnoreEmptyLines(false) // the parser miscounts lines if it skips some itself
        .get();
  }

  /**
   * The next line that is not blank, or null at the end: for a text that turns out not to have
   * rows.
   *
   * @throws DataException if the file is not text, or the line too long
   */
  public @Nullable String nextLine() throws IOException {
    String next;
    do {
      line++;
      text.rowBegins(line);
      next = lines.readLine();
    } while (next != null && next.isBlank());
    return next;
  }

  /** The line, counted from 1, that {@link #nextLine} returned last. */
  public long line() {
    return line;
  }

  /** File and line of it. */
  public String where() {
    return file + ":" + line;
  }

  /** The row of a line without quotes. */
  static CSVRecord row(String line, String delimiter) {
    try (CSVParser parser = CSVParser.parse(line, format(delimiter, null))) {
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
  public final class Rows {
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final boolean doubtsLineBreaks;
    private long line;

    private Rows(CSVParser parser, boolean doubtsLineBreaks) {
      this.parser = parser;
      this.doubtsLineBreaks = doubtsLineBreaks;
      this.records = parser.iterator();
    }

    /** The line, counted from 1, at which the row returned last by {@link #next} begins. */
    public long line() {
      return line;
    }

    /** File and line of that row. */
    public String where() {
      return file + ":" + line;
    }

    /**
     * The next row, or null at the end.
     *
     * @throws DataException if quotes are wrong, so that the start of rows is unknown, or the file
     *     is not text
     */
    public @Nullable CSVRecord next() {
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
        CSVRecord row = records.hasNext() ? records.next() : null;
        if (row != null && doubtsLineBreaks && isOfSeveralLines(row)) {
          throw new DataException(
              ("%s: expected a row in one line, found one that a quote continues on the next; set"
                      + " source.format.quote to none if quotes are characters of the fields, or to"
                      + " the quote if they enclose fields")
                  .formatted(where()));
        }
        return row;
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

    private static boolean isOfSeveralLines(CSVRecord row) {
      return row.stream().anyMatch(field -> field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0);
    }

    /** The parser's message without its own line numbers, which are of this part of the file. */
    private static String withoutLine(CSVException broken) {
      return String.valueOf(broken.getMessage())
          .replaceAll("\\(startline [^)]*\\) | at line: .*", "");
    }
  }
}
