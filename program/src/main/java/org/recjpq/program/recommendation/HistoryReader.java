package org.recjpq.program.recommendation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.recjpq.assignment.files.DataException;

/**
 * A CSV file of histories in UTF-8, without header, one history per line: first its name, then item
 * ids, oldest first, as many as there are. A line with a name alone is an empty history. Fields
 * that hold commas, quotes or line breaks are quoted. Blank lines are skipped.
 */
public final class HistoryReader implements Closeable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final Path path;
  private final CSVParser rows;
  private final Iterator<CSVRecord> records;
  private long characters;

  /**
   * Opens {@code path}.
   *
   * @throws DataException if the file is not such a CSV file, or has no history
   */
  public HistoryReader(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new DataException(path + ": expected a CSV file of histories, found a directory");
    }
    this.path = path;
    this.rows = CSVParser.parse(Files.newBufferedReader(path), FORMAT);
    this.records = rows.iterator();
    refuseIfEmpty();
  }

  private void refuseIfEmpty() throws IOException {
    boolean isEmpty = true;
    try {
      isEmpty = !hasNext();
    } finally {
      if (isEmpty) {
        close();
      }
    }
    if (isEmpty) {
      throw new DataException(
          path
              + ": expected one history per line (name,item,item,...), found none; check the file");
    }
  }

  /** Size in bytes, which is at least the number of characters. */
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
   * @throws DataException if the file is not such a CSV file
   */
  public List<NamedHistory> next(int most) {
    List<NamedHistory> histories = new ArrayList<>();
    while (histories.size() < most && hasNext()) {
      CSVRecord row = records.next();
      histories.add(new NamedHistory(row.get(0), row.toList().subList(1, row.size())));
      characters = row.getCharacterPosition();
    }
    return histories;
  }

  /** Skips the next histories, {@code most} at most. */
  void skip(int most) {
    for (int skipped = 0; skipped < most && hasNext(); skipped++) {
      characters = records.next().getCharacterPosition();
    }
  }

  /** Whether there are more histories. */
  boolean hasNext() {
    try {
      return records.hasNext();
    } catch (UncheckedIOException failure) {
      String found =
          failure.getCause() instanceof CharacterCodingException
              ? "bytes that are not UTF-8; convert the file"
              : "a row that is not CSV (" + failure.getMessage() + "); quote fields with quotes";
      throw new DataException(
          path
              + ":"
              + rows.getCurrentLineNumber()
              + ": expected name,item,item,..., found "
              + found,
          failure);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
