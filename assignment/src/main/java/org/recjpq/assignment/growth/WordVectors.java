package org.recjpq.assignment.growth;

import java.util.Arrays;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * A vector for each word, so that the mean of all items and the vectors of an item's words sum up
 * to the item's vector as well as can be: the least squares of what is missing plus {@code ridge}
 * times the squares of the words' vectors.
 *
 * <p>Solved by conjugate gradients, preconditioned by the number of items of each word: a pass over
 * the words of all items per iteration and component. Components do not depend on each other, so
 * the number of threads does not matter.
 */
final class WordVectors {
  private static final int MOST_ITERATIONS = 100;
  private static final double ENOUGH = 1e-6; // of the residual's first length
  private static final int BLOCK_COLUMNS = 8;

  private final double[] mean; // [d]
  private final double[][] vectors; // [d][words]

  private WordVectors(double[] mean, double[][] vectors) {
    this.mean = mean;
    this.vectors = vectors;
  }

  /**
   * Fits.
   *
   * @param words of each item, numbers from 0 on; items without any are left out
   * @param items vectors of the items, in the same order
   */
  static WordVectors fitted(int[][] words, VectorTable items, double ridge) {
    int d = items.columns();
    int[] counts = new int[1 + Arrays.stream(words).flatMapToInt(Arrays::stream).max().orElse(-1)];
    double[] mean = new double[d];
    int described = 0;
    for (int row = 0; row < words.length; row++) {
      for (int word : words[row]) {
        counts[word]++;
      }
      if (words[row].length > 0) {
        described++;
        for (int k = 0; k < d; k++) {
          mean[k] += items.get(row, k);
        }
      }
    }
    for (int k = 0; k < d; k++) {
      mean[k] /= Math.max(1, described);
    }
    double[][] vectors = new double[d][];
    ParallelRanges.forEach(
        d,
        BLOCK_COLUMNS,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            vectors[k] = column(words, items, counts, ridge, k, mean[k]);
          }
        });
    return new WordVectors(mean, vectors);
  }

  /** One component of all words' vectors. */
  private static double[] column(
      int[][] words, VectorTable items, int[] counts, double ridge, int k, double mean) {
    double[] found = new double[counts.length];
    double[] rest = new double[counts.length]; // of the normal equations
    for (int row = 0; row < words.length; row++) {
      for (int word : words[row]) {
        rest[word] += items.get(row, k) - mean;
      }
    }
    double[] scaled = scaled(rest, counts, ridge);
    double[] direction = scaled.clone();
    double length = dot(rest, scaled);
    double enough = ENOUGH * ENOUGH * length;
    for (int i = 0; i < MOST_ITERATIONS && length > enough; i++) {
      double[] product = product(words, direction, ridge);
      double step = length / dot(direction, product);
      for (int word = 0; word < found.length; word++) {
        found[word] += step * direction[word];
        rest[word] -= step * product[word];
      }
      scaled = scaled(rest, counts, ridge);
      double before = length;
      length = dot(rest, scaled);
      for (int word = 0; word < found.length; word++) {
        direction[word] = scaled[word] + length / before * direction[word];
      }
    }
    return found;
  }

  private static double[] scaled(double[] rest, int[] counts, double ridge) {
    double[] scaled = new double[rest.length];
    for (int word = 0; word < rest.length; word++) {
      scaled[word] = rest[word] / (counts[word] + ridge);
    }
    return scaled;
  }

  private static double[] product(int[][] words, double[] vector, double ridge) {
    double[] product = new double[vector.length];
    for (int[] row : words) {
      double sum = 0;
      for (int word : row) {
        sum += vector[word];
      }
      for (int word : row) {
        product[word] += sum;
      }
    }
    for (int word = 0; word < vector.length; word++) {
      product[word] += ridge * vector[word];
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }

  /** The vector [d] of an item with these words, some of which may not have been fitted. */
  double[] sum(int[] words) {
    double[] sum = mean.clone();
    for (int k = 0; k < sum.length; k++) {
      for (int word : words) {
        sum[k] += word < vectors[k].length ? vectors[k][word] : 0;
      }
    }
    return sum;
  }
}
