package org.recjpq.assignment.vectors;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.recjpq.assignment.sequences.Sequences;

/**
 * The leading right singular vectors of the users × items matrix of interaction counts.
 *
 * <p>Neither centred nor weighted, and not scaled by the singular values; the component of the
 * largest one comes first. A component's sign is chosen so that its entry of largest magnitude is
 * positive. If the matrix has fewer rows or columns than the requested components, the missing ones
 * are zero, and only the noise of the bins distinguishes the items.
 *
 * <p>Source: the official code of RecJPQ (arXiv 2312.06165) calls scikit-learn's {@code
 * TruncatedSVD} with its defaults, which is Halko, Martinsson and Tropp's randomised range finder
 * (arXiv 0909.4061) with 10 more columns than components and 5 power iterations. Departures: the
 * range is orthonormalised by QR once per iteration, where scikit-learn uses an LU factor after
 * each product; and it is always computed over the items, where scikit-learn chooses the longer
 * side. Both give the same subspace up to the accuracy of the method.
 *
 * <p>Memory: 16 bytes per interaction, or none if the sequences are mapped from files, which are
 * then read for every product; and about 16 (components + 10) bytes per item and per user.
 *
 * @param oversamples additional columns, 0 or more
 * @param powerIterations how often the range is multiplied by the matrix and its transpose, 0 or
 *     more
 */
public record TruncatedSvd(int oversamples, int powerIterations) implements ItemFactors {
  /** Checks the settings. */
  public TruncatedSvd {
    if (oversamples < 0 || powerIterations < 0) {
      throw new IllegalArgumentException(
          "oversamples and powerIterations must be 0 or more, found %d and %d"
              .formatted(oversamples, powerIterations));
    }
  }

  /** scikit-learn's defaults. */
  public TruncatedSvd() {
    this(10, 5);
  }

  /**
   * The leading part of a singular value decomposition.
   *
   * @param values descending
   * @param right [items, values.length]: column k belongs to value k; the signs are arbitrary
   */
  record Decomposition(double[] values, TallMatrix right) {}

  @Override
  public float[][] learn(Sequences train, int components, long seed) {
    SparseProduct matrix =
        train.isMapped() ? new StreamedCounts(train) : InteractionMatrix.of(train);
    return factors(decompose(matrix, components, seed).right(), components);
  }

  /** The first columns with the signs of the factors; zeros for those that are missing. */
  static float[][] factors(TallMatrix right, int components) {
    float[][] factors = new float[components][right.rows()];
    for (int k = 0; k < Math.min(components, right.columns()); k++) {
      double sign = signOfLargest(right, k);
      for (int item = 0; item < right.rows(); item++) {
        factors[k][item] = (float) (sign * right.get(item, k));
      }
    }
    return factors;
  }

  /** All columns of the range finder, of which the last {@code oversamples} are less accurate. */
  Decomposition decompose(SparseProduct matrix, int components, long seed) {
    int width = Math.min(components + oversamples, Math.min(matrix.rows(), matrix.columns()));
    if (width == 0) {
      return new Decomposition(new double[0], new TallMatrix(matrix.columns(), 0));
    }
    TallMatrix range = itemRange(matrix, width, seed);
    DMatrixRMaj triangle = matrix.times(range).qr().r(); // the matrix is Q triangle range^T
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(width, width, false, true, true);
    if (!svd.decompose(triangle)) {
      throw new IllegalStateException("SVD of a %d by %d matrix failed".formatted(width, width));
    }
    DMatrixRMaj rotation = svd.getV(null, false);
    SingularOps_DDRM.descendingOrder(null, false, svd.getSingularValues(), width, rotation, false);
    return new Decomposition(svd.getSingularValues(), range.times(rotation));
  }

  /**
   * An orthonormal basis [items, width] close to the span of the leading right singular vectors.
   */
  private TallMatrix itemRange(SparseProduct usersByItems, int width, long seed) {
    SparseProduct itemsByUsers = usersByItems.transposed();
    TallMatrix userRange = gaussian(usersByItems.rows(), width, seed);
    for (int i = 0; i < powerIterations; i++) {
      userRange = usersByItems.times(itemsByUsers.times(userRange)).qr().q();
    }
    return itemsByUsers.times(userRange).qr().q();
  }

  private static TallMatrix gaussian(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TallMatrix matrix = new TallMatrix(rows, columns);
    double[] values = matrix.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return matrix;
  }

  private static double signOfLargest(TallMatrix matrix, int column) {
    double largest = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      double value = matrix.get(row, column);
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest < 0 ? -1 : 1;
  }
}
