package org.recjpq.assignment.vectors;

import org.ejml.data.DMatrixRMaj;

/**
 * The factors of {@link TruncatedSvd} for a matrix whose rows are spread over machines: one pass
 * over them for each power iteration, and nothing of the size of the users in one place.
 *
 * <p>The range is orthonormalised on the side of the items instead of the users, which gives the
 * same subspace, and the last step takes the eigenvectors of a Gram matrix instead of a QR
 * decomposition. Sums come in another order, so factors differ in their last digits; codes that are
 * cut from them are the same unless an item lies that close to the edge of a bin.
 *
 * <p>Memory: about 24 (components + oversamples) bytes per item.
 */
public final class SpreadSvd {
  /** The matrix of users × items, [rows, columns], of which only products are known. */
  public interface Products {
    /** Number of users. */
    long rows();

    /** Number of items, padding and mask included. */
    int columns();

    /**
     * The transposed matrix times a random one, [columns, width].
     *
     * @param random whose row u is that of user u
     */
    double[] ofTransposed(GaussianRows random);

    /**
     * The transposed matrix times the matrix times {@code right}.
     *
     * @param right [columns, width], row by row
     * @return [columns, width]
     */
    double[] ofGram(double[] right, int width);

    /**
     * The inner products of the columns of the matrix times {@code right}.
     *
     * @param right [columns, width], row by row
     * @return [width, width]
     */
    double[] innerProducts(double[] right, int width);
  }

  private SpreadSvd() {}

  /** What {@link TruncatedSvd#learn} gives. */
  public static float[][] learn(TruncatedSvd settings, Products matrix, int components, long seed) {
    int columns = matrix.columns();
    long least = Math.min(matrix.rows(), columns);
    int width = (int) Math.min((long) components + settings.oversamples(), least);
    if (width == 0) {
      return new float[components][columns];
    }
    double[] range = matrix.ofTransposed(new GaussianRows(width, seed));
    for (int i = 0; i < settings.powerIterations(); i++) {
      range = matrix.ofGram(orthonormal(range, width).values(), width);
    }
    TallMatrix basis = orthonormal(range, width);
    DMatrixRMaj gram = DMatrixRMaj.wrap(width, width, matrix.innerProducts(basis.values(), width));
    return TruncatedSvd.factors(basis.times(RandomizedSvd.directions(gram)), components);
  }

  private static TallMatrix orthonormal(double[] values, int width) {
    return TallMatrix.wrap(values, width).qr().q();
  }
}
