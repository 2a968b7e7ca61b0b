package org.recjpq.assignment.prepared;

import java.nio.file.Path;
import java.util.List;
import org.recjpq.assignment.files.DataException;

/** Reads the parts of a prepared folder; found by {@link java.util.ServiceLoader}. */
public interface PartReader {
  /**
   * The rows of some files, one file after another.
   *
   * @param parts files in Parquet with the columns of {@code docs/prepared.md}
   * @throws DataException from the rows, if a file is damaged or has other columns
   */
  PreparedRows rows(List<Path> parts);
}
