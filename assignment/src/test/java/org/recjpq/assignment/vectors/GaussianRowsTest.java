package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussianRowsTest {
  @Test
  void rowsFromAnywhereAreThoseOfOneGenerator() {
    int width = 7;
    int rows = 5000; // enough for the rare draws that need more than one number
    SplittableRandom all = new SplittableRandom(11);
    double[][] expected = new double[rows][width];
    for (double[] row : expected) {
      for (int k = 0; k < width; k++) {
        row[k] = all.nextGaussian();
      }
    }
    GaussianRows matrix = new GaussianRows(width, 11);
    long[] starts = {0, 1, 1700, 4999};
    long[] states = matrix.states(starts);
    double[] row = new double[width];
    for (int i = 0; i < starts.length; i++) {
      GaussianRows.Reader reader = matrix.from(states[i]);
      for (int r = (int) starts[i]; r < Math.min(rows, starts[i] + 900); r++) {
        reader.next(row);
        assertArrayEquals(expected[r], row);
      }
    }
    assertEquals(11, states[0]);
  }
}
