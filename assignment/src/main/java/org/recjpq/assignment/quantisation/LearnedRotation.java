package org.recjpq.assignment.quantisation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * A rotation that makes the error of product quantisation small: in turn the cells for the rotation
 * so far, and the rotation for the cells, which is a Procrustes problem. It begins with the
 * principal axes, dealt out to the splits as {@link ColumnOrder} does.
 *
 * <p>Source: Ge, He, Ke and Sun, "Optimized product quantization", TPAMI 2014, §3.2 and §3.3.
 */
final class LearnedRotation {
  private static final int SAMPLE = 1 << 14;
  private static final int SAMPLE_PER_CELL = 64;
  private static final int ROUNDS = 20;
  private static final int PASSES = 2;

  private final float[][] matrix; // [d][d], applied from the right

  private LearnedRotation(DMatrixRMaj matrix) {
    int width = matrix.getNumRows();
    this.matrix = new float[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        this.matrix[i][j] = (float) matrix.get(i, j);
      }
    }
  }

  /**
   * Learns a rotation.
   *
   * @param vectors n vectors, at least one, whose length is a multiple of m; of more than
   *     max({@value #SAMPLE}, {@value #SAMPLE_PER_CELL} b), that many decide
   * @param splits m
   * @param subIds b, cells per split
   */
  static LearnedRotation learn(VectorTable vectors, int splits, int subIds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int most = Math.max(SAMPLE, SAMPLE_PER_CELL * subIds);
    int size = Math.min(vectors.rows(), most);
    VectorTable sample = Sample.of(vectors, null, size, random).points();
    LearnedRotation rotation = new LearnedRotation(principalAxes(sample, splits));
    List<Centroids> centroids = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      VectorTable composed = new VectorTable(size, vectors.columns());
      VectorTable rotated = rotation.apply(sample);
      int width = vectors.columns() / splits;
      for (int split = 0; split < splits; split++) {
        VectorTable run = rotated.part(split * width, width).compact();
        Sample points = new Sample(run, null);
        if (round == 0) {
          centroids.add(Seeding.choose(points, subIds, random));
        }
        centroids.set(split, new Lloyd(points, centroids.get(split)).run(PASSES));
        put(centroids.get(split), centroids.get(split).nearest(run), composed, split * width);
      }
      rotation = new LearnedRotation(nearestRotation(Moments.products(sample, composed)));
    }
    return rotation;
  }

  private static DMatrixRMaj principalAxes(VectorTable sample, int splits) {
    DMatrixRMaj covariances = Moments.covariances(sample);
    int width = covariances.getNumRows();
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
    if (!eigen.decompose(covariances)) {
      return CommonOps_DDRM.identity(width);
    }
    double[] variances = new double[width];
    for (int i = 0; i < width; i++) {
      variances[i] = Math.max(0, eigen.getEigenvalue(i).getReal());
    }
    int[] sources = ColumnOrder.balanced(variances, splits);
    DMatrixRMaj axes = new DMatrixRMaj(width, width);
    for (int i = 0; i < width; i++) {
      CommonOps_DDRM.insert(eigen.getEigenVector(sources[i]), axes, 0, i);
    }
    return axes;
  }

  /** The rotation R that makes X R nearest to Y, given XᵀY: U Vᵀ of its decomposition U S Vᵀ. */
  private static DMatrixRMaj nearestRotation(DMatrixRMaj products) {
    int width = products.getNumRows();
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(width, width, true, true, false);
    if (!svd.decompose(products)) {
      return CommonOps_DDRM.identity(width);
    }
    DMatrixRMaj rotation = new DMatrixRMaj(width, width);
    CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), rotation);
    return rotation;
  }

  private static void put(Centroids centroids, int[] cells, VectorTable target, int first) {
    for (int row = 0; row < cells.length; row++) {
      float[] vector = target.array(row);
      int offset = target.offset(row) + first;
      for (int column = 0; column < centroids.width(); column++) {
        vector[offset + column] = centroids.get(cells[row], column);
      }
    }
  }

  /** The rotated vectors, as a new table. */
  VectorTable apply(VectorTable vectors) {
    return vectors.mapped(
        vectors.columns(),
        (source, from, target, to) -> {
          for (int i = 0; i < matrix.length; i++) {
            addScaled(matrix[i], source[from + i], target, to);
          }
        });
  }

  private static void addScaled(float[] values, float factor, float[] sums, int from) {
    for (int i = 0; i < values.length; i++) {
      sums[from + i] += factor * values[i];
    }
  }
}
