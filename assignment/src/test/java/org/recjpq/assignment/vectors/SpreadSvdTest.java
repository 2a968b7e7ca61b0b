package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class SpreadSvdTest {
  private static final int ITEMS = 40;

  /** A dense matrix, multiplied in the plainest way. */
  private record Dense(double[][] cells) implements SpreadSvd.Products {
    @Override
    public long rows() {
      return cells.length;
    }

    @Override
    public int columns() {
      return cells[0].length;
    }

    @Override
    public double[] ofTransposed(GaussianRows random) {
      double[][] rows = new double[cells.length][random.width()];
      GaussianRows.Reader reader = random.from(random.states(new long[] {0})[0]);
      for (double[] row : rows) {
        reader.next(row);
      }
      return transposedTimes(rows, random.width());
    }

    private double[][] times(double[] right, int width) {
      double[][] product = new double[cells.length][width];
      for (int u = 0; u < cells.length; u++) {
        for (int i = 0; i < columns(); i++) {
          for (int k = 0; k < width; k++) {
            product[u][k] += cells[u][i] * right[i * width + k];
          }
        }
      }
      return product;
    }

    private double[] transposedTimes(double[][] rows, int width) {
      double[] product = new double[columns() * width];
      for (int u = 0; u < cells.length; u++) {
        for (int i = 0; i < columns(); i++) {
          for (int k = 0; k < width; k++) {
            product[i * width + k] += cells[u][i] * rows[u][k];
          }
        }
      }
      return product;
    }

    @Override
    public double[] ofGram(double[] right, int width) {
      return transposedTimes(times(right, width), width);
    }

    @Override
    public double[] innerProducts(double[] right, int width) {
      double[][] rows = times(right, width);
      double[] sums = new double[width * width];
      for (double[] row : rows) {
        for (int i = 0; i < width * width; i++) {
          sums[i] += row[i / width] * row[i % width];
        }
      }
      return sums;
    }
  }

  @Test
  void theFactorsAreThoseOfOneMachine() {
    SplittableRandom random = new SplittableRandom(5);
    int[][] sequences = new int[300][];
    double[][] cells = new double[sequences.length][ITEMS + 2];
    for (int user = 0; user < sequences.length; user++) {
      int liked = random.nextInt(4) * 10;
      sequences[user] =
          random.ints(8 + user % 5, 0, ITEMS).map(i -> i % 3 == 0 ? i : liked + i % 10).toArray();
      for (int item : sequences[user]) {
        cells[user][item]++;
      }
    }
    TruncatedSvd settings = new TruncatedSvd();
    float[][] expected = settings.learn(Sequences.of(ITEMS, sequences), 4, 9);
    float[][] found = SpreadSvd.learn(settings, new Dense(cells), 4, 9);
    assertEquals(expected.length, found.length);
    for (int k = 0; k < expected.length; k++) {
      assertArrayEquals(expected[k], found[k], 1e-6f);
    }
  }

  @Test
  void missingComponentsAreZero() {
    double[][] cells = {{1, 0, 2, 0, 0}, {0, 3, 0, 0, 0}};
    float[][] expected =
        new TruncatedSvd().learn(Sequences.of(3, new int[][] {{0, 2, 2}, {1, 1, 1}}), 3, 1);
    float[][] found = SpreadSvd.learn(new TruncatedSvd(), new Dense(cells), 3, 1);
    for (int k = 0; k < 3; k++) {
      assertArrayEquals(expected[k], found[k], 1e-6f);
    }
    assertArrayEquals(new float[5], found[2]);
  }
}
