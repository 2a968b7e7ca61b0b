package org.recjpq.assignment.quantisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Divides vectors into cells, then what is left of them after the centroids are subtracted, m times
 * in all: a vector is replaced by the sum of m centroids of its own length. Afterwards each part is
 * divided again for what the others leave, in turn.
 *
 * <p>Source: Juang and Gray, "Multiple stage vector quantization for speech coding", ICASSP 1982.
 *
 * @param splits m, at least 1
 * @param kMeans divides the vectors and what is left of them
 * @param sweeps how often each part is divided again, 0 or more
 */
public record ResidualQuantiser(int splits, KMeans kMeans, int sweeps) {
  private static final int BLOCK_ROWS = 4096;

  /**
   * Quantises vectors.
   *
   * @param vectors n vectors, at least one; not changed
   * @param weights [n], see {@link KMeans#fit}
   * @param seed the only source of randomness
   */
  public Quantised quantise(VectorTable vectors, float @Nullable [] weights, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    VectorTable rest = vectors.copy();
    int[][] cells = new int[splits][];
    int[] ofZero = new int[splits];
    List<Centroids> centroids = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      Centroids found = kMeans.fit(rest, weights, random.nextLong());
      cells[split] = found.nearest(rest);
      add(found, cells[split], -1, rest);
      centroids.add(found);
    }
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int split = 0; split < splits; split++) {
        add(centroids.get(split), cells[split], 1, rest);
        Centroids moved =
            Lloyd.means(new Sample(rest, weights), cells[split], centroids.get(split));
        cells[split] = moved.nearest(rest);
        centroids.set(split, moved);
        add(moved, cells[split], -1, rest);
      }
    }
    VectorTable zero = new VectorTable(1, vectors.columns());
    for (int split = 0; split < splits; split++) {
      int[] cellOfZero = centroids.get(split).nearest(zero);
      ofZero[split] = cellOfZero[0];
      add(centroids.get(split), cellOfZero, -1, zero);
    }
    return new Quantised(cells, centroids, ofZero, meanSquare(cells, centroids));
  }

  private static void add(Centroids centroids, int[] cells, int sign, VectorTable vectors) {
    float[] values = centroids.values();
    ParallelRanges.forEach(
        cells.length,
        BLOCK_ROWS,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            float[] vector = vectors.array(row);
            int offset = vectors.offset(row);
            int source = cells[row] * centroids.width();
            for (int column = 0; column < centroids.width(); column++) {
              vector[offset + column] += sign * values[source + column];
            }
          }
        });
  }

  private static double meanSquare(int[][] cells, List<Centroids> centroids) {
    int rows = cells[0].length;
    int width = centroids.get(0).width();
    List<float[]> values = centroids.stream().map(Centroids::values).toList();
    double[] sums = new double[ParallelRanges.count(rows, BLOCK_ROWS)];
    ParallelRanges.forEach(
        rows,
        BLOCK_ROWS,
        (from, to) -> {
          float[] sum = new float[width];
          for (int row = from; row < to; row++) {
            Arrays.fill(sum, 0);
            for (int split = 0; split < cells.length; split++) {
              float[] part = values.get(split);
              int source = cells[split][row] * width;
              for (int column = 0; column < width; column++) {
                sum[column] += part[source + column];
              }
            }
            sums[from / BLOCK_ROWS] += squaredNorm(sum);
          }
        });
    return Arrays.stream(sums).sum() / rows;
  }

  private static double squaredNorm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return sum;
  }
}
