package org.recjpq.assignment.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NoDirectory;

/**
 * Reads item vectors of a kind of file that is neither text nor NumPy's. {@link FileVectors} finds
 * all of them by {@link ServiceLoader}, and takes the one that knows the first bytes of a file.
 */
public interface VectorReader {
  /** Number of bytes to tell a file by. */
  int FIRST_BYTES = 4;

  /**
   * Whether a file is of this kind.
   *
   * @param firstBytes its first {@value #FIRST_BYTES} bytes
   */
  boolean canRead(byte[] firstBytes);

  /**
   * Hands over all rows in their order.
   *
   * @throws DataException if the file is damaged or contains something else
   */
  void read(Path file, Rows rows) throws IOException;

  /** Receives the vectors. */
  @FunctionalInterface
  interface Rows {
    /**
     * Receives one.
     *
     * @param id of the item
     * @param numbers of any count; overwritten afterwards if the next row has as many
     * @param where file and row, for errors
     */
    void accept(String id, double[] numbers, String where);
  }

  /** The reader of a file; empty if nobody reads its kind. */
  static Optional<VectorReader> of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(NoDirectory.at(file))) {
      start = in.readNBytes(FIRST_BYTES);
    }
    return ServiceLoader.load(VectorReader.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(reader -> reader.canRead(start))
        .findFirst();
  }
}
