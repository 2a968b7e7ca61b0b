package org.recjpq.assignment.logs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.recjpq.assignment.files.DataException;

/** A list of ids, one a line: the first column of a CSV or TSV file, without a heading. */
public final class IdFile {
  private IdFile() {}

  /**
   * Reads the ids; empty lines are skipped.
   *
   * @throws DataException if it cannot be read or has no ids
   */
  public static Set<String> read(Path file) {
    Set<String> ids = new LinkedHashSet<>();
    try (CsvReader csv = CsvReader.open(file)) {
      CsvReader.Rows rows = csv.rows(LogFormat.delimiterIn(csv.firstLine()), '"', false);
      for (CSVRecord fields = rows.next(); fields != null; fields = rows.next()) {
        String id = fields.get(0).strip();
        if (!id.isEmpty()) {
          ids.add(id);
        }
      }
    } catch (NoSuchFileException missing) {
      throw new DataException(file + ": expected a file, found none; check the path", missing);
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to read ids, found: %s; check the file".formatted(file, failure), failure);
    }
    if (ids.isEmpty()) {
      throw new DataException(file + ": expected ids, one a line, found none; check the file");
    }
    return Collections.unmodifiableSet(ids);
  }
}
