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
 * the words of all items per iteration and {@value #BLOCK} components, which lie side by side in
 * memory. Components do not depend on each other, so the number of threads does not matter.
 */
final class WordVectors {
  private static final int MOST_ITERATIONS = 50;
  private static final double ENOUGH = 1e-4; // of the residual's first length
  private static final int BLOCK = 8;

  private final double[] mean; // [d]
  private final double[][] blocks; // [d / BLOCK, rounded up][words * BLOCK]

  private WordVectors(double[] mean, double[][] blocks) {
    this.mean = mean;
    this.blocks = blocks;
  }

  /**
   * Fits.
   *
   * @param words of each item, numbers from 0 on; items without any are left out
   * @param items vectors of the items, in the same order
   */
  static WordVectors fitted(int[][] words, VectorTable items, double ridge) {
    int[] counts = new int[1 + Arrays.stream(words).flatMapToInt(Arrays::stream).max().orElse(-1)];
    double[] mean = new double[items.columns()];
    int described = 0;
    for (int row = 0; row < words.length; row++) {
      for (int word : words[row]) {
        counts[word]++;
      }
      if (words[row].length > 0) {
        described++;
        for (int k = 0; k < mean.length; k++) {
          mean[k] += items.get(row, k);
        }
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= Math.max(1, described);
    }
    double[][] blocks = new double[(mean.length + BLOCK - 1) / BLOCK][];
    ParallelRanges.forEach(
        blocks.length,
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            blocks[block] = new Solver(words, counts, ridge).solve(items, mean, block * BLOCK);
          }
        });
    return new WordVectors(mean, blocks);
  }

  /** The vector [d] of an item with these words, some of which may not have been fitted. */
  double[] sum(int[] words) {
    double[] sum = mean.clone();
    for (int k = 0; k < sum.length; k++) {
      double[] block = blocks[k / BLOCK];
      for (int word : words) {
        int place = word * BLOCK + k % BLOCK;
        sum[k] += place < block.length ? block[place] : 0;
      }
    }
    return sum;
  }

  /** Solves for some components at once; all arrays are [words * BLOCK]. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Solver(int[][] words, int[] counts, double ridge) {
    /** From component {@code first} on; those beyond the last are zeros. */
    double[] solve(VectorTable items, double[] mean, int first) {
      double[] found = new double[counts.length * BLOCK];
      double[] rest = sums(items, mean, first); // of the normal equations
      double[] scaled = scaled(rest);
      double[] direction = scaled.clone();
      double[] lengths = dots(rest, scaled);
      double[] enough = Arrays.stream(lengths).map(length -> ENOUGH * ENOUGH * length).toArray();
      for (int i = 0; i < MOST_ITERATIONS && isAbove(lengths, enough); i++) {
        double[] product = product(direction);
        double[] steps = quotients(lengths, dots(direction, product));
        for (int place = 0; place < found.length; place++) {
          found[place] += steps[place % BLOCK] * direction[place];
          rest[place] -= steps[place % BLOCK] * product[place];
        }
        scaled = scaled(rest);
        double[] before = lengths;
        lengths = dots(rest, scaled);
        double[] turns = quotients(lengths, before);
        for (int place = 0; place < found.length; place++) {
          direction[place] = scaled[place] + turns[place % BLOCK] * direction[place];
        }
      }
      return found;
    }

    private double[] sums(VectorTable items, double[] mean, int first) {
      double[] sums = new double[counts.length * BLOCK];
      int width = Math.min(BLOCK, mean.length - first);
      for (int row = 0; row < words.length; row++) {
        for (int word : words[row]) {
          for (int k = 0; k < width; k++) {
            sums[word * BLOCK + k] += items.get(row, first + k) - mean[first + k];
          }
        }
      }
      return sums;
    }

    private static boolean isAbove(double[] values, double[] bounds) {
      for (int k = 0; k < values.length; k++) {
        if (values[k] > bounds[k]) {
          return true;
        }
      }
      return false;
    }

    /** 0 where there is nothing left to divide. */
    private static double[] quotients(double[] above, double[] below) {
      double[] quotients = new double[above.length];
      for (int k = 0; k < above.length; k++) {
        quotients[k] = below[k] == 0 ? 0 : above[k] / below[k];
      }
      return quotients;
    }

    private double[] scaled(double[] rest) {
      double[] scaled = new double[rest.length];
      for (int place = 0; place < rest.length; place++) {
        scaled[place] = rest[place] / (counts[place / BLOCK] + ridge);
      }
      return scaled;
    }

    private double[] product(double[] vectors) {
      double[] product = new double[vectors.length];
      double[] sum = new double[BLOCK];
      for (int[] row : words) {
        Arrays.fill(sum, 0);
        for (int word : row) {
          for (int k = 0; k < BLOCK; k++) {
            sum[k] += vectors[word * BLOCK + k];
          }
        }
        for (int word : row) {
          for (int k = 0; k < BLOCK; k++) {
            product[word * BLOCK + k] += sum[k];
          }
        }
      }
      for (int place = 0; place < product.length; place++) {
        product[place] += ridge * vectors[place];
      }
      return product;
    }

    private static double[] dots(double[] a, double[] b) {
      double[] dots = new double[BLOCK];
      for (int place = 0; place < a.length; place++) {
        dots[place % BLOCK] += a[place] * b[place];
      }
      return dots;
    }
  }
}
