package org.recjpq.assignment.quantisation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.recjpq.assignment.vectors.VectorTable;

/** How much of vectors is lost by replacing them. */
public final class VectorError {
  private VectorError() {}

  /**
   * The squared error of vectors Y in place of X, after the rotation R and the factor s that suit
   * best, relative to X: the least |X - s Y R|² / |X|², which is 1 - |XᵀY|² / (|X|² |Y|²) for the
   * sum of singular values of XᵀY and Frobenius norms else (orthogonal Procrustes problem).
   *
   * @param vectors X, [n, d]
   * @param replaced Y, [n, d]
   * @return in [0, 1]; 1 if either consists of zeros
   */
  public static double relative(VectorTable vectors, VectorTable replaced) {
    double squares = squares(vectors) * squares(replaced);
    if (squares == 0) {
      return 1;
    }
    double sum = 0;
    for (double value : singularValues(Moments.products(vectors, replaced))) {
      sum += value;
    }
    return Math.max(0, 1 - sum * sum / squares);
  }

  private static double[] singularValues(DMatrixRMaj matrix) {
    int width = matrix.getNumRows();
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(width, width, false, false, false);
    if (!svd.decompose(matrix)) {
      throw new ArithmeticException("singular values did not converge");
    }
    return svd.getSingularValues();
  }

  private static double squares(VectorTable table) {
    double sum = 0;
    for (int row = 0; row < table.rows(); row++) {
      float[] vector = table.array(row);
      int offset = table.offset(row);
      for (int column = 0; column < table.columns(); column++) {
        sum += (double) vector[offset + column] * vector[offset + column];
      }
    }
    return sum;
  }
}
