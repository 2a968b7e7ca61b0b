package org.recjpq.assignment.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Reads logs of a kind of file that is not text. {@link LogFile} finds all of them by {@link
 * ServiceLoader}, and takes the one that knows the first bytes of a file.
 */
public interface TableReader {
  /** Number of bytes to tell a file by. */
  int FIRST_BYTES = 4;

  /**
   * Whether a file is of this kind.
   *
   * @param firstBytes its first {@value #FIRST_BYTES} bytes
   */
  boolean canRead(byte[] firstBytes);

  /**
   * Opens a file.
   *
   * @throws DataException if it is damaged
   */
  Table open(Path file) throws IOException;

  /** An open file. */
  interface Table extends Closeable {
    /** Names of the columns; those of nested ones are joined by dots. */
    List<String> headings();

    /**
     * The next row: a text for each column, empty if there is no value. Times are whole numbers or
     * ISO 8601 text.
     *
     * @return null at the end
     * @throws DataException if the file is damaged
     */
    @Nullable List<String> next() throws IOException;
  }
}
