package org.recjpq.assignment.quantisation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Lloyd's algorithm: assigns vectors to the nearest centroid and moves centroids to the mean of
 * their vectors, in turn. An empty cell takes the vector that is farthest from its own centroid.
 */
final class Lloyd {
  private static final double LEAST_GAIN = 1e-4;

  /** Further passes if the last one would leave a cell empty; none has been seen to need more. */
  private static final int SPARE_PASSES = 20;

  private final Sample sample;
  private final int cells;
  private final int[] cell; // [n]
  private final float[] distances; // [n], squared
  private final int[] counts; // [k]
  private Centroids centroids;

  Lloyd(Sample sample, Centroids first) {
    this.sample = sample;
    this.cells = first.count();
    this.cell = new int[sample.size()];
    this.distances = new float[sample.size()];
    this.counts = new int[cells];
    this.centroids = first;
  }

  /** Improves the centroids; none of them is without a vector afterwards. */
  Centroids run(int iterations) {
    double before = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass <= iterations + SPARE_PASSES; pass++) {
      centroids.assign(sample.points(), cell, distances);
      boolean complete = !fillEmptyCells();
      double now = weightedDistance();
      boolean settled = before - now <= LEAST_GAIN * now || pass >= iterations;
      if (complete && settled) {
        break;
      }
      before = now;
      centroids = means(sample, cell, centroids);
    }
    return centroids;
  }

  private double weightedDistance() {
    double sum = 0;
    for (int row = 0; row < distances.length; row++) {
      sum += (double) sample.weight(row) * distances[row];
    }
    return sum;
  }

  /** Moves a vector into each empty cell; returns whether there were any. */
  private boolean fillEmptyCells() {
    Arrays.fill(counts, 0);
    for (int c : cell) {
      counts[c]++;
    }
    boolean found = false;
    for (int empty = 0; empty < cells; empty++) {
      if (counts[empty] == 0) {
        found = true;
        move(farthest(), empty);
      }
    }
    return found;
  }

  /** The vector that would gain most from a cell of its own and does not already have one. */
  private int farthest() {
    int farthest = -1;
    double most = -1;
    for (int row = 0; row < cell.length; row++) {
      double distance = (double) sample.weight(row) * distances[row];
      if (distance > most && counts[cell[row]] > 1) {
        most = distance;
        farthest = row;
      }
    }
    return farthest;
  }

  private void move(int row, int to) {
    counts[cell[row]]--;
    counts[to]++;
    cell[row] = to;
    distances[row] = 0;
  }

  /**
   * The weighted mean of the vectors of each cell, added up in order of the vectors.
   *
   * @param cell [n]
   * @param before where the centroids of empty cells stay
   */
  static Centroids means(Sample sample, int[] cell, Centroids before) {
    int cells = before.count();
    int[] counts = new int[cells];
    for (int c : cell) {
      counts[c]++;
    }
    int[] ends = new int[cells];
    int end = 0;
    for (int c = 0; c < cells; c++) {
      ends[c] = end;
      end += counts[c];
    }
    int[] byCell = new int[cell.length];
    for (int row = 0; row < cell.length; row++) {
      byCell[ends[cell[row]]++] = row;
    }
    int width = sample.width();
    float[] means = before.values();
    IntStream.range(0, cells)
        .parallel()
        .filter(c -> counts[c] > 0)
        .forEach(c -> mean(sample, byCell, ends[c] - counts[c], ends[c], means, c * width));
    return new Centroids(means, cells);
  }

  private static void mean(Sample sample, int[] rows, int from, int to, float[] means, int target) {
    VectorTable points = sample.points();
    double[] sums = new double[sample.width()];
    double weights = 0;
    for (int i = from; i < to; i++) {
      float weight = sample.weight(rows[i]);
      float[] vector = points.array(rows[i]);
      int offset = points.offset(rows[i]);
      weights += weight;
      for (int column = 0; column < sums.length; column++) {
        sums[column] += (double) weight * vector[offset + column];
      }
    }
    for (int column = 0; column < sums.length; column++) {
      means[target + column] = (float) (sums[column] / weights);
    }
  }
}
