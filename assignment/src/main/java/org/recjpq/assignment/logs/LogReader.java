package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;
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
    try (CsvFile csv = CsvFile.open(file);
        BadRows badRows = new BadRows(maxBadRows, rejects)) {
      LogFormat.Layout layout = format.layout(csv.firstLine());
      new Pass(csv.rows(layout.delimiter(), layout.quoted()), layout, badRows, collector).run(file);
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

  /** One pass over the rows of a file. */
  private static final class Pass {
    private final CsvFile.Rows rows;
    private final LogFormat.Layout layout;
    private final BadRows badRows;
    private final InteractionCollector collector;
    private final Times times = new Times();

    Pass(
        CsvFile.Rows rows,
        LogFormat.Layout layout,
        BadRows badRows,
        InteractionCollector collector) {
      this.rows = rows;
      this.layout = layout;
      this.badRows = badRows;
      this.collector = collector;
    }

    void run(Path file) throws IOException {
      CSVRecord row = rows.next();
      String none = row == null ? "no rows" : "none below the header";
      if (row != null) {
        Columns columns = Columns.in(row, layout, rows.where());
        row = layout.header() ? rows.next() : row;
        for (; row != null; row = rows.next()) {
          take(row, columns);
        }
      }
      if (collector.isEmpty()) {
        throw new DataException(
            "%s: expected interactions, found %s; check the path".formatted(file, none));
      }
    }

    private void take(CSVRecord row, Columns columns) throws IOException {
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
        badRows.add(rows.where(), rows.line(), bad.getMessage(), row);
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
