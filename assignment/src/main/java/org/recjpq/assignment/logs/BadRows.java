package org.recjpq.assignment.logs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/** Counts malformed rows and keeps them in a rejects file, up to a limit. */
final class BadRows implements AutoCloseable {
  private final long most;
  private final @Nullable Path rejects;
  private @Nullable CSVPrinter printer;
  private long count;

  /**
   * Skips up to {@code most} bad rows.
   *
   * @param rejects file for them: a CSV with line, reason and the fields, created at the first one;
   *     or null
   */
  BadRows(long most, @Nullable Path rejects) {
    this.most = most;
    this.rejects = rejects;
  }

  /**
   * Adds a bad row.
   *
   * @param where file and line
   * @param reason "expected …, found …; what to do"
   * @throws DataException if it is one too many
   */
  void add(String where, long line, String reason, List<String> row) throws IOException {
    if (count == most) {
      throw new DataException(
          where
              + ": "
              + reason
              + (most == 0 ? "" : "; only %d malformed rows are skipped".formatted(most)));
    }
    count++;
    if (rejects != null) {
      write(rejects, line, reason, row);
    }
  }

  private void write(Path rejects, long line, String reason, List<String> row) throws IOException {
    if (printer == null) {
      BufferedWriter writer = Files.newBufferedWriter(rejects, StandardCharsets.UTF_8);
      printer = new CSVPrinter(writer, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    }
    printer.print(line);
    printer.print(reason);
    for (String field : row) {
      printer.print(field);
    }
    printer.println();
  }

  /** Maximum number of skipped rows. */
  long most() {
    return most;
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (printer != null) {
      printer.close(true);
    }
  }
}
