package org.recjpq.program.recommendation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.CsvReader;

/** Rows of a name and item ids between delimiters. */
final class DelimitedHistories implements HistorySource {
  private final CsvReader text;
  private final CsvReader.Rows rows;
  private long position;

  /** Reads an open text to its end, and closes it. */
  DelimitedHistories(CsvReader text) throws IOException {
    this.text = text;
    this.rows = text.rows(delimiter(text.firstLine()), '"', false);
  }

  private static String delimiter(String firstLine) {
    return firstLine.contains(",")
        ? ","
        : Stream.of("\t", ";").filter(firstLine::contains).findFirst().orElse(",");
  }

  @Override
  public @Nullable NamedHistory next() {
    CSVRecord row;
    try {
      row = rows.next();
    } catch (UncheckedIOException failure) {
      throw new DataException(
          "%s: expected name,item,item,..., found: %s; check the file"
              .formatted(rows.where(), failure.getMessage()),
          failure);
    }
    if (row == null) {
      return null;
    }
    position = row.getCharacterPosition();
    List<String> fields = row.stream().map(String::strip).toList();
    return new NamedHistory(fields.get(0), fields.subList(1, fields.size()));
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
