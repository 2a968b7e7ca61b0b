package org.recjpq.assignment.quantisation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Cuts vectors into m runs of equally many columns and divides each run into cells of its own: a
 * vector is replaced by the concatenation of m centroids.
 *
 * <p>Source: Jégou, Douze and Schmid, "Product quantization for nearest neighbor search", TPAMI
 * 2011.
 *
 * @param splits m, at least 1
 * @param kMeans divides each run
 */
public record ProductQuantiser(int splits, KMeans kMeans) {
  /**
   * Quantises vectors.
   *
   * @param vectors n vectors, at least one, whose length is a multiple of m
   * @param weights [n], see {@link KMeans#fit}
   * @param seed the only source of randomness
   */
  public Quantised quantise(VectorTable vectors, float @Nullable [] weights, long seed) {
    if (vectors.columns() % splits != 0) {
      throw new IllegalArgumentException(
          "expected vectors whose length is a multiple of %d splits, found %d"
              .formatted(splits, vectors.columns()));
    }
    SplittableRandom random = new SplittableRandom(seed);
    int width = vectors.columns() / splits;
    int[][] cells = new int[splits][];
    int[] ofZero = new int[splits];
    List<Centroids> centroids = new ArrayList<>();
    double squares = 0;
    for (int split = 0; split < splits; split++) {
      VectorTable run = vectors.part(split * width, width);
      Centroids found = kMeans.fit(run, weights, random.nextLong());
      cells[split] = found.nearest(run);
      ofZero[split] = found.nearestToZero();
      squares += sum(found.squaredNorms(), cells[split]);
      centroids.add(found);
    }
    return new Quantised(cells, centroids, ofZero, squares / vectors.rows());
  }

  private static double sum(float[] values, int[] cells) {
    double sum = 0;
    for (int cell : cells) {
      sum += values[cell];
    }
    return sum;
  }
}
