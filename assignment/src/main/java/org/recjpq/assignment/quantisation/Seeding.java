package org.recjpq.assignment.quantisation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * k-means++: each centroid is a vector drawn with a probability proportional to its weight times
 * its squared distance to the nearest of those before.
 */
final class Seeding {
  private static final int BLOCK_ROWS = 4096;

  private final Sample sample;
  private final float[][][] blocks; // [block][w][rows of the block]
  private final float[][] found; // [block][rows of the block], to work with
  private final float[] distances; // [n], squared, to the nearest centroid
  private final double[] sums; // [block] of weights times distances

  private Seeding(Sample sample) {
    this.sample = sample;
    this.blocks = new float[ParallelRanges.count(sample.size(), BLOCK_ROWS)][][];
    this.found = new float[blocks.length][];
    this.distances = new float[sample.size()];
    this.sums = new double[blocks.length];
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    ParallelRanges.forEach(
        sample.size(),
        BLOCK_ROWS,
        (from, to) -> {
          blocks[from / BLOCK_ROWS] = transposed(from, to);
          found[from / BLOCK_ROWS] = new float[to - from];
        });
  }

  /**
   * Chooses centroids among the vectors.
   *
   * @param cells most centroids; fewer if there are fewer distinct vectors
   */
  static Centroids choose(Sample sample, int cells, SplittableRandom random) {
    Seeding seeding = new Seeding(sample);
    float[] values = new float[Math.toIntExact((long) cells * sample.width())];
    int chosen = 0;
    int next = seeding.anyVector(random);
    while (next >= 0) {
      VectorTable points = sample.points();
      System.arraycopy(
          points.array(next), points.offset(next), values, chosen * sample.width(), sample.width());
      chosen++;
      if (chosen == cells) {
        break;
      }
      seeding.approach(next);
      next = seeding.farVector(random);
    }
    return new Centroids(Arrays.copyOf(values, chosen * sample.width()), chosen);
  }

  private float[][] transposed(int from, int to) {
    float[][] columns = new float[sample.width()][to - from];
    for (int row = from; row < to; row++) {
      float[] vector = sample.points().array(row);
      int offset = sample.points().offset(row);
      for (int column = 0; column < columns.length; column++) {
        columns[column][row - from] = vector[offset + column];
      }
    }
    return columns;
  }

  /** A vector drawn with a probability proportional to its weight. */
  private int anyVector(SplittableRandom random) {
    double total = 0;
    for (int row = 0; row < sample.size(); row++) {
      total += sample.weight(row);
    }
    double rest = random.nextDouble() * total;
    for (int row = 0; row < sample.size(); row++) {
      rest -= sample.weight(row);
      if (rest < 0) {
        return row;
      }
    }
    return sample.size() - 1;
  }

  /** Lowers the distances to those to one more centroid. */
  private void approach(int centroid) {
    VectorTable points = sample.points();
    float[] values = points.array(centroid);
    int offset = points.offset(centroid);
    ParallelRanges.forEach(
        sample.size(),
        BLOCK_ROWS,
        (from, to) -> {
          float[] squares = found[from / BLOCK_ROWS];
          Arrays.fill(squares, 0);
          float[][] columns = blocks[from / BLOCK_ROWS];
          for (int column = 0; column < columns.length; column++) {
            addSquares(columns[column], values[offset + column], squares);
          }
          double sum = 0;
          for (int row = from; row < to; row++) {
            distances[row] = Math.min(distances[row], squares[row - from]);
            sum += (double) sample.weight(row) * distances[row];
          }
          sums[from / BLOCK_ROWS] = sum;
        });
  }

  private static void addSquares(float[] column, float value, float[] squares) {
    for (int i = 0; i < squares.length; i++) {
      squares[i] += (column[i] - value) * (column[i] - value);
    }
  }

  /** A vector that is no centroid yet, drawn as the class says; -1 if there is none. */
  private int farVector(SplittableRandom random) {
    double rest = random.nextDouble() * Arrays.stream(sums).sum();
    int last = -1; // what rounding at the end leaves to choose
    for (int block = 0; block < sums.length; block++) {
      if (sums[block] <= rest && block < sums.length - 1) {
        rest -= sums[block];
        continue;
      }
      int end = Math.min(sample.size(), (block + 1) * BLOCK_ROWS);
      for (int row = block * BLOCK_ROWS; row < end; row++) {
        if (distances[row] > 0) {
          last = row;
          rest -= (double) sample.weight(row) * distances[row];
          if (rest < 0) {
            return last;
          }
        }
      }
    }
    return last < 0 ? farthest() : last;
  }

  /** The vector farthest from its centroid, -1 if all are centroids. */
  private int farthest() {
    int farthest = 0;
    for (int row = 1; row < distances.length; row++) {
      farthest = distances[row] > distances[farthest] ? row : farthest;
    }
    return distances[farthest] > 0 ? farthest : -1;
  }
}
