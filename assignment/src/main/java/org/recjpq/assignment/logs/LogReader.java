package org.recjpq.assignment.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Reads a log, plain or gz, row by row into {@link Interactions}.
 *
 * <p>Memory while reading: 16 bytes an interaction, 12 without times, and every id once.
 *
 * @param format how rows are read
 * @param minUserInteractions users with fewer are left out; at least 1
 * @param maxBadRows how many malformed rows are passed over
 * @param rejects where these go, as a CSV with line, reason and fields
 */
public record LogReader(LogFormat format, int minUserInteractions, long maxBadRows, Path rejects) {
  private static final int SHOWN = 60;

  public LogReader {
    if (minUserInteractions < 1 || maxBadRows < 0) {
      throw new IllegalArgumentException(
          "minUserInteractions must be at least 1 and maxBadRows at least 0, found %d and %d"
              .formatted(minUserInteractions, maxBadRows));
    }
  }

  /**
   * Reads a whole log.
   *
   * @throws DataException if the file or a row of it is not as the format says; one line: file and
   *     line, what was expected and found, what to do
   */
  public Interactions read(Path file) throws IOException {
    InteractionCollector collector = new InteractionCollector();
    try (GuardedText text = GuardedText.open(file);
        BadRows badRows = new BadRows(maxBadRows, rejects)) {
      new Pass(file, text, badRows, collector).run();
      return collector.group(minUserInteractions, badRows.count(), file);
    } catch (UncheckedIOException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** What a message shows of a field. */
  static String shortened(String field) {
    String line = field.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  /** One pass over one file. */
  private final class Pass {
    private final Path file;
    private final GuardedText text;
    private final BadRows badRows;
    private final InteractionCollector collector;
    private final Times times = new Times();

    Pass(Path file, GuardedText text, BadRows badRows, InteractionCollector collector) {
      this.file = file;
      this.text = text;
      this.badRows = badRows;
      this.collector = collector;
    }

    void run() throws IOException {
      BufferedReader lines = new BufferedReader(text, 1 << 16);
      LogFormat.Layout layout = format.layout(firstLine(lines));
      try (CSVParser parser = CSVParser.builder().setReader(lines).setFormat(csv(layout)).get()) {
        readAll(parser, layout);
      }
    }

    /** Looks at the first line without taking it. */
    private String firstLine(BufferedReader lines) throws IOException {
      lines.mark(1 << 16);
      char[] buffer = new char[1 << 12];
      int count = lines.read(buffer);
      lines.reset();
      String start = new String(buffer, 0, Math.max(count, 0));
      return start.lines().findFirst().orElse("");
    }

    private CSVFormat csv(LogFormat.Layout layout) {
      return CSVFormat.DEFAULT
          .builder()
          .setDelimiter(layout.delimiter())
          .setQuote(layout.quoted() ? '"' : null)
          .setIgnoreEmptyLines(true)
          .get();
    }

    private void readAll(CSVParser parser, LogFormat.Layout layout) throws IOException {
      Iterator<CSVRecord> rows = parser.iterator();
      CSVRecord first = next(parser, rows);
      if (first == null) {
        throw new DataException(file + ": expected rows, found none; check the path");
      }
      Columns columns = Columns.in(first, layout, file + ":1");
      if (!layout.header()) {
        take(first, columns, layout, 1);
      }
      while (true) {
        long line = parser.getCurrentLineNumber() + 1;
        text.rowBegins(line);
        CSVRecord row = next(parser, rows);
        if (row == null) {
          break;
        }
        take(row, columns, layout, line);
      }
      if (collector.isEmpty()) {
        throw new DataException(
            file + ": expected interactions, found only a header; check the path");
      }
    }

    private @Nullable CSVRecord next(CSVParser parser, Iterator<CSVRecord> rows)
        throws IOException {
      long line = parser.getCurrentLineNumber() + 1;
      try {
        return rows.hasNext() ? rows.next() : null;
      } catch (UncheckedIOException broken) {
        throw new DataException(
            "%s:%d: expected a field in quotes to be closed and a delimiter behind it, found: %s; mend the quotes"
                .formatted(file, line, String.valueOf(broken.getMessage())),
            broken);
      }
    }

    private void take(CSVRecord row, Columns columns, LogFormat.Layout layout, long line)
        throws IOException {
      try {
        if (row.size() != columns.width()) {
          throw new BadRowException(
              "expected %d fields, found %d; set --delimiter or --format if needed"
                  .formatted(columns.width(), row.size()));
        }
        String user = requireId("a user", row.get(columns.user()));
        String item = requireId("an item", row.get(columns.item()));
        boolean timed = columns.time() != Columns.NONE;
        long time = timed ? times.parse(row.get(columns.time()).strip()) : 0;
        if (!layout.hiddenItems().contains(item)) {
          collector.add(user, item, timed, time);
        }
      } catch (BadRowException bad) {
        badRows.add(file + ":" + line, line, bad.getMessage(), row);
      }
    }

    private static String requireId(String whose, String id) throws BadRowException {
      if (id.isEmpty()) {
        throw new BadRowException(
            "expected the id of %s, found an empty field; fill it or remove the row"
                .formatted(whose));
      }
      if (id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
        throw new BadRowException(
            "expected the id of %s in one line, found a line break in \"%s\"; mend the quotes"
                .formatted(whose, shortened(id)));
      }
      return id;
    }
  }
}
