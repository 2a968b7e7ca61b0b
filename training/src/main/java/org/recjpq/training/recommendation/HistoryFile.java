package org.recjpq.training.recommendation;

import java.io.IOException;
import java.io.Reader;
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
 * A CSV file of histories in UTF-8, without header, one history a line: first its name, then item
 * ids, oldest first, as many as there are. A line with a name alone is an empty history. Fields
 * that hold commas, quotes or line breaks are quoted. Blank lines are passed over.
 */
final class HistoryFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final Path path;

  HistoryFile(Path path) {
    this.path = path;
  }

  /** Takes some of the histories. */
  @FunctionalInterface
  interface Batches {
    /** Takes the next histories; the first {@code characters} of the file are read now. */
    void take(List<NamedHistory> histories, long characters) throws IOException;
  }

  /** Size in bytes, which is at least the number of characters. */
  long size() throws IOException {
    return Files.size(path);
  }

  /**
   * Reads the whole file, never holding more than {@code batch} histories.
   *
   * @throws DataException if the file is no such CSV, or without any history
   */
  void read(int batch, Batches batches) throws IOException {
    if (Files.isDirectory(path)) {
      throw new DataException(path + ": expected a CSV file of histories, found a directory");
    }
    try (Reader text = Files.newBufferedReader(path);
        CSVParser rows = CSVParser.parse(text, FORMAT)) {
      read(rows, batch, batches);
    }
  }

  private void read(CSVParser rows, int batch, Batches batches) throws IOException {
    Iterator<CSVRecord> records = rows.iterator();
    List<NamedHistory> histories = new ArrayList<>();
    long characters = 0;
    while (hasNext(rows, records)) {
      CSVRecord row = records.next();
      histories.add(new NamedHistory(row.get(0), row.toList().subList(1, row.size())));
      characters = row.getCharacterPosition();
      if (histories.size() == batch) {
        batches.take(List.copyOf(histories), characters);
        histories.clear();
      }
    }
    if (!histories.isEmpty()) {
      batches.take(List.copyOf(histories), characters);
    }
    if (rows.getRecordNumber() == 0) {
      throw new DataException(
          path + ": expected a history a line (name,item,item,...), found none; check the file");
    }
  }

  private boolean hasNext(CSVParser rows, Iterator<CSVRecord> records) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException failure) {
      String found =
          failure.getCause() instanceof CharacterCodingException
              ? "bytes that are no UTF-8; convert the file"
              : "a row that is no CSV (" + failure.getMessage() + "); quote fields with quotes";
      throw new DataException(
          path
              + ":"
              + rows.getCurrentLineNumber()
              + ": expected name,item,item,..., found "
              + found,
          failure);
    }
  }
}
