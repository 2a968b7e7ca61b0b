package org.recjpq.assignment.vectors;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors of the user's own, such as embeddings of texts or images.
 *
 * <p>A text file, plain or compressed, has a row for each item: its id, then the numbers, separated
 * by commas, tabs, semicolons or spaces. A heading, such as word2vec's, is left out. A Parquet
 * file, if its {@linkplain VectorReader reader} is there, has a column of ids and one of lists or
 * several of numbers. A NumPy matrix has a row for each id of a second file, whose first column is
 * read, or, without one, for each item of the catalogue in its order.
 *
 * <p>Ids that the log does not have are left out, and items without a vector get zeros; how many
 * there are of each is logged. Longer vectors than the model's are projected to their leading
 * singular directions, shorter ones rotated at random into the larger space; both keep dot products
 * as well as possible.
 *
 * <p>Memory: the numbers of the catalogue's items as float32, and the result.
 *
 * @param file the file; null in the default settings, but required
 * @param ids ids of the rows of a NumPy matrix; null if rows are items of the catalogue, or for
 *     another file
 * @param tempering what lengths are divided by, as a power of them, in [0, 1]: 1 for unit vectors
 */
@AutoService(ItemVectors.class)
public record FileVectors(@Nullable Path file, @Nullable Path ids, double tempering)
    implements ItemVectors {
  private static final Logger LOG = LoggerFactory.getLogger(FileVectors.class);

  /** Settings without a file, to be completed; lengths stay. */
  public FileVectors() {
    this(null, null, 0);
  }

  /** Checks the tempering. */
  public FileVectors {
    if (!CooccurrenceVectors.isShare(tempering)) {
      throw new IllegalArgumentException("tempering must lie in [0, 1], found " + tempering);
    }
  }

  @Override
  public String name() {
    return "file";
  }

  /**
   * Reads.
   *
   * @throws DataException if the file cannot be read or contains something else
   */
  @Override
  public VectorTable learn(AssignmentInput input) {
    if (file == null) {
      throw new DataException(
          "vectors: expected a file of vectors, found none; name a CSV, Parquet or NumPy file");
    }
    GivenVectors given = GivenVectors.read(file, ids, input);
    LOG.info(given.summary());
    VectorTable vectors = Dimensions.fit(given.table(), input.dimension(), input.seed());
    VectorLengths.temper(vectors, tempering);
    return vectors;
  }
}
