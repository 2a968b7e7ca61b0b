package org.recjpq.assignment.quality;

import java.util.Arrays;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * The sub-embeddings that rebuild given item vectors best, once the codes are given: those of the
 * least squared error.
 *
 * <p>Where vectors are concatenations these are the means of the parts of the items that have a
 * sub-id. Where they are sums, the means of what all other splits leave of the vectors, split by
 * split again and again (the Gauss-Seidel method for the normal equations, in which the error never
 * grows), until a round lowers the error by less than one part in 100,000.
 */
public final class LeastSquares {
  private static final int ROUNDS = 100;
  private static final double ENOUGH = 1e-5; // a relative change

  private LeastSquares() {}

  /**
   * Fits sub-embeddings.
   *
   * @param codes of at least N rows
   * @param vectors of the N items, [N, d]
   * @param summed whether an item's vector is the sum of its sub-embeddings; else it is their
   *     concatenation, and d a multiple of m
   * @return of width d or d/m; zeros for sub-ids that no item has
   */
  public static SubEmbeddings fit(ItemCodes codes, VectorTable vectors, boolean summed) {
    CodeShape shape = codes.shape();
    int dimension = vectors.columns();
    if (!summed && dimension % shape.splits() != 0) {
      throw new IllegalArgumentException(
          "expected vectors whose length is a multiple of %d splits, found %d"
              .formatted(shape.splits(), dimension));
    }
    int width = summed ? dimension : dimension / shape.splits();
    float[] values =
        new float
            [Math.toIntExact(Math.multiplyExact((long) shape.splits() * shape.subIds(), width))];
    VectorTable left =
        vectors.mapped(dimension, (from, i, to, j) -> copy(from, i, to, j, dimension));
    double before = Double.POSITIVE_INFINITY;
    for (int round = 0; round < (summed ? ROUNDS : 1); round++) {
      for (int split = 0; split < shape.splits(); split++) {
        refit(codes, split, left, summed ? 0 : split * width, width, values);
      }
      double error = squares(left);
      if (error >= (1 - ENOUGH) * before) {
        break;
      }
      before = error;
    }
    return new SubEmbeddings(shape, width, values);
  }

  private static void copy(float[] from, int i, float[] to, int j, int count) {
    System.arraycopy(from, i, to, j, count);
  }

  /** Moves the means of what is left of a split's columns from there to its sub-embeddings. */
  private static void refit(
      ItemCodes codes, int split, VectorTable left, int column, int width, float[] values) {
    int subIds = codes.shape().subIds();
    double[] means = new double[subIds * width];
    int[] counts = new int[subIds];
    for (int item = 0; item < left.rows(); item++) {
      int subId = codes.subId(item, split);
      float[] vector = left.array(item);
      int from = left.offset(item) + column;
      counts[subId]++;
      for (int k = 0; k < width; k++) {
        means[subId * width + k] += vector[from + k];
      }
    }
    Arrays.setAll(means, k -> counts[k / width] == 0 ? 0 : means[k] / counts[k / width]);
    for (int k = 0; k < means.length; k++) {
      values[split * means.length + k] += (float) means[k];
    }
    for (int item = 0; item < left.rows(); item++) {
      int subId = codes.subId(item, split);
      float[] vector = left.array(item);
      int from = left.offset(item) + column;
      for (int k = 0; k < width; k++) {
        vector[from + k] -= (float) means[subId * width + k];
      }
    }
  }

  private static double squares(VectorTable table) {
    double sum = 0;
    for (int row = 0; row < table.rows(); row++) {
      for (int column = 0; column < table.columns(); column++) {
        double value = table.get(row, column);
        sum += value * value;
      }
    }
    return sum;
  }
}
