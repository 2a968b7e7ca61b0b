package org.recjpq.program.recommendation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.CsvReader;
import org.recjpq.assignment.logs.TextPart;

/**
 * A text file of histories in UTF-8, plain or compressed, without header, one history per line:
 * first its name, then item ids, oldest first, as many as there are, separated by commas; or by
 * tabs or semicolons if the first line has these and no comma. A line with a name alone is an empty
 * history. Fields that hold delimiters, quotes or line breaks are in double quotes. Blanks around
 * fields do not count; blank lines are skipped.
 */
public final class HistoryReader implements Closeable {
  /** Maximum length of a history, in characters. */
  private static final int LONGEST_ROW = 1 << 24;

  private final Path path;
  private final CsvReader text;
  private final CsvReader.Rows rows;
  private @Nullable CSVRecord next;
  private long characters;

  /**
   * Opens {@code path}.
   *
   * @throws DataException if the file is not such a file, or has no history
   */
  public HistoryReader(Path path) throws IOException {
    this.path = path;
    this.text = CsvReader.open(TextPart.only(path), LONGEST_ROW);
    try {
      this.rows = text.rows(delimiter(text.firstLine()), '"', false);
      this.next = read(rows);
      if (next == null) {
        throw new DataException(
            path
                + ": expected one history per line (name,item,item,...), found none; check the"
                + " file");
      }
    } catch (IOException | RuntimeException failure) {
      text.close();
      throw failure;
    }
  }

  private static String delimiter(String firstLine) {
    return firstLine.contains(",")
        ? ","
        : Stream.of("\t", ";").filter(firstLine::contains).findFirst().orElse(",");
  }

  private static @Nullable CSVRecord read(CsvReader.Rows rows) {
    try {
      return rows.next();
    } catch (UncheckedIOException failure) {
      throw new DataException(
          "%s: expected name,item,item,..., found: %s; check the file"
              .formatted(rows.where(), failure.getMessage()),
          failure);
    }
  }

  /** Size in bytes. */
  long size() throws IOException {
    return Files.size(path);
  }

  /** Position at which the history that was read last begins, in characters. */
  long characters() {
    return characters;
  }

  /**
   * Reads the next histories.
   *
   * @param most maximum number of histories
   * @return fewer than {@code most} only at the end of the file
   * @throws DataException if the file is not such a file
   */
  public List<NamedHistory> next(int most) {
    List<NamedHistory> histories = new ArrayList<>();
    for (CSVRecord row = next; row != null && histories.size() < most; row = advanced(row)) {
      List<String> fields = row.stream().map(String::strip).toList();
      histories.add(new NamedHistory(fields.get(0), fields.subList(1, fields.size())));
    }
    return histories;
  }

  private @Nullable CSVRecord advanced(CSVRecord row) {
    characters = row.getCharacterPosition();
    next = read(rows);
    return next;
  }

  /** Skips the next histories, {@code most} at most. */
  void skip(int most) {
    int skipped = 0;
    for (CSVRecord row = next; row != null && skipped < most; row = advanced(row)) {
      skipped++;
    }
  }

  /** Whether there are more histories. */
  boolean hasNext() {
    return next != null;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
