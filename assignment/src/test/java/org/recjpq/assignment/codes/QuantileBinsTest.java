package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.vectors.Golden;

class QuantileBinsTest {
  @Test
  void cutsAsScikitLearnDoes() throws IOException {
    Map<String, List<String[]>> cases =
        Golden.lines("quantile_bins.csv").stream()
            .collect(Collectors.groupingBy(f -> f[0], LinkedHashMap::new, Collectors.toList()));
    assertEquals(9, cases.size());
    cases.forEach(
        (name, lines) -> {
          int bins = Integer.parseInt(lines.get(0)[1]);
          double[] values = lines.stream().mapToDouble(f -> Double.parseDouble(f[2])).toArray();
          int[] expected = lines.stream().mapToInt(f -> Integer.parseInt(f[3])).toArray();
          assertArrayEquals(expected, QuantileBins.cut(values, bins), name);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 256, 257, 300, 512, 513, 3418, 34744})
  void theRankAloneDecidesForDistinctValues(int rows) {
    double[] values = IntStream.range(0, rows).mapToDouble(rank -> Math.cbrt(rank)).toArray();
    int[] expected =
        IntStream.range(0, rows)
            .map(rank -> (int) Math.min(255, 256L * rank / (rows - 1)))
            .toArray();
    assertArrayEquals(expected, QuantileBins.cut(values, 256));
  }

  @Test
  void noiseSpreadsEqualValuesOverAllBins() {
    float[] component = new float[1000];
    component[0] = 1;
    int[] bins = QuantileBins.assign(component, 10, new SplittableRandom(1));
    int[] sizes = new int[10];
    Arrays.stream(bins).forEach(bin -> sizes[bin]++);
    assertEquals(9, bins[0]);
    for (int size : sizes) {
      assertEquals(100, size, 1);
    }
  }

  @Test
  void noiseIsSmallBesideTheRange() {
    float[] component = new float[1000];
    for (int row = 0; row < component.length; row++) {
      component[row] =
          1e6f + 1e3f * row; // steps of 1/999 of the range, a hundred standard deviations
    }
    int[] bins = QuantileBins.assign(component, 256, new SplittableRandom(1));
    for (int row = 1; row < component.length; row++) {
      assertTrue(bins[row - 1] <= bins[row]);
    }
  }

  @Test
  void binsBeyondAByteWork() {
    double[] values = IntStream.range(0, 1001).asDoubleStream().toArray();
    int[] bins = QuantileBins.cut(values, 1000);
    assertEquals(0, bins[0]);
    assertEquals(617, bins[617]);
    assertEquals(999, bins[1000]);
  }

  @Test
  void oneRowFallsIntoTheFirstBin() {
    assertArrayEquals(new int[] {0}, QuantileBins.cut(new double[] {3}, 256));
  }

  @Test
  void aFactorThatIsNoNumberIsRejected() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> QuantileBins.assign(new float[] {1, Float.NaN}, 4, new SplittableRandom(1)));
    assertEquals("item factors must be finite, found NaN", failure.getMessage());
  }
}
