package org.recjpq.assignment.quantisation;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Divides vectors into cells such that the sum of their squared distances to the mean of their cell
 * is small.
 *
 * <p>Centroids begin with k-means++ and are improved by Lloyd's algorithm with exact distances,
 * until the sum falls by less than one part in 10,000, or for {@code iterations}. No cell is empty.
 * Of more than max({@value #SAMPLE}, {@value #SAMPLE_PER_CELL} k) vectors, that many, drawn
 * uniformly, decide where the centroids are.
 *
 * <p>Sources: Lloyd, "Least squares quantization in PCM", 1982; Arthur and Vassilvitskii,
 * "k-means++: the advantages of careful seeding", SODA 2007.
 *
 * @param cells k, at least 1; there are fewer centroids if there are fewer distinct vectors
 * @param iterations most passes of Lloyd's algorithm, at least 1
 */
public record KMeans(int cells, int iterations) {
  /** Vectors that are always used. */
  static final int SAMPLE = 1 << 16;

  /** Vectors per cell that are always used. */
  static final int SAMPLE_PER_CELL = 64;

  private static final int DEFAULT_ITERATIONS = 25;

  /** Checks the settings. */
  public KMeans {
    if (cells < 1 || iterations < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 cell and 1 iteration, found %d and %d".formatted(cells, iterations));
    }
  }

  /** At most 25 iterations. */
  public KMeans(int cells) {
    this(cells, DEFAULT_ITERATIONS);
  }

  /**
   * Finds centroids.
   *
   * @param points n vectors, at least one, of finite numbers
   * @param weights [n] positive numbers: a vector of weight 2 counts as two equal vectors; null if
   *     all count alike
   * @param seed the only source of randomness: equal seeds give equal centroids, whatever the
   *     number of threads
   */
  public Centroids fit(VectorTable points, float @Nullable [] weights, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long most = Math.max(SAMPLE, (long) SAMPLE_PER_CELL * cells);
    Sample sample = Sample.of(points, weights, (int) Math.min(most, points.rows()), random);
    return new Lloyd(sample, Seeding.choose(sample, cells, random)).run(iterations);
  }
}
