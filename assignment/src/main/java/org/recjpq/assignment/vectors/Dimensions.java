package org.recjpq.assignment.vectors;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Gives vectors the length that a model needs. */
public final class Dimensions {
  private Dimensions() {}

  /**
   * Vectors with another number of columns.
   *
   * <p>Longer ones are projected to their leading singular directions, strongest first, which keep
   * dot products best. Shorter ones are rotated at random into the larger space, which keeps dot
   * products and gives every column, hence every split of a code, a share.
   *
   * @param table left as it is
   * @param columns wanted numbers per row
   * @param seed of the rotation
   * @return {@code table} itself if it has that many columns
   */
  public static VectorTable fit(VectorTable table, int columns, long seed) {
    if (table.columns() == columns) {
      return table;
    }
    DMatrixRMaj map =
        table.columns() > columns
            ? leading(RandomizedSvd.directions(TableProducts.gram(table)), columns)
            : transposedBasis(columns, table.columns(), seed);
    VectorTable fitted = new VectorTable(table.rows(), columns);
    TableProducts.multiply(table, map, fitted);
    return fitted;
  }

  private static DMatrixRMaj leading(DMatrixRMaj square, int columns) {
    DMatrixRMaj leading = new DMatrixRMaj(square.getNumRows(), columns);
    for (int i = 0; i < square.getNumRows(); i++) {
      for (int k = 0; k < columns; k++) {
        leading.set(i, k, square.get(i, k));
      }
    }
    return leading;
  }

  /** Random orthonormal rows [width, columns]. */
  private static DMatrixRMaj transposedBasis(int columns, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj gaussian = new DMatrixRMaj(columns, width);
    for (int i = 0; i < gaussian.getNumElements(); i++) {
      gaussian.data[i] = random.nextGaussian();
    }
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(columns, width);
    qr.decompose(gaussian);
    DMatrixRMaj basis = qr.getQ(null, true);
    DMatrixRMaj transposed = new DMatrixRMaj(width, columns);
    for (int i = 0; i < width; i++) {
      for (int k = 0; k < columns; k++) {
        transposed.set(i, k, basis.get(k, i));
      }
    }
    return transposed;
  }
}
