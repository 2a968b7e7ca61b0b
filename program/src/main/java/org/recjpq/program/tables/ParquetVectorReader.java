package org.recjpq.program.tables;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.vectors.VectorReader;

/**
 * Reads item vectors from Apache Parquet: a column of items, text or whole numbers, and either one
 * column of lists of numbers or columns of floating-point numbers, in their order.
 *
 * <p>The items are in the column with a usual name (item, movieId, id or similar), else in the
 * first one that can be ids. Other columns are left out. The file is read group by group of its
 * rows.
 */
@AutoService(VectorReader.class)
public final class ParquetVectorReader implements VectorReader {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean canRead(byte[] firstBytes) {
    return Arrays.equals(firstBytes, MAGIC);
  }

  @Override
  public void read(Path file, Rows rows) throws IOException {
    try (ParquetVectors vectors = open(file)) {
      double[] numbers = new double[0];
      for (long row = 1; advance(vectors, file); row++) {
        String where = file + ": row " + row;
        String id = vectors.id();
        if (id == null || id.isBlank()) {
          throw new DataException(
              where + ": expected an item, found none; name one or leave the row out");
        }
        if (vectors.count() == 0) {
          throw new DataException(
              "%s: expected numbers of item %s, found none; leave the row out"
                  .formatted(where, id));
        }
        if (vectors.firstNull() >= 0) {
          throw new DataException(
              "%s: expected finite numbers, found null as number %d; correct it or leave the row out"
                  .formatted(where, vectors.firstNull() + 1));
        }
        if (numbers.length != vectors.count()) {
          numbers = new double[vectors.count()];
        }
        vectors.copy(numbers);
        rows.accept(id.strip(), numbers, where);
      }
    }
  }

  private static ParquetVectors open(Path file) {
    try {
      return new ParquetVectors(file);
    } catch (DataException stated) {
      throw stated;
    } catch (IOException | RuntimeException broken) {
      throw ParquetTableReader.damaged(file, broken);
    }
  }

  private static boolean advance(ParquetVectors vectors, Path file) {
    try {
      return vectors.next();
    } catch (IOException | RuntimeException broken) {
      throw ParquetTableReader.damaged(file, broken);
    }
  }
}
