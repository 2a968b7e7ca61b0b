package org.recjpq.program.significance;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values were computed by SciPy; {@code testdata/golden} has the script. */
class PairedComparisonTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden");

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "same"})
  void findsWhatSciPyFinds(String name) throws IOException {
    Map<String, Double> first = new LinkedHashMap<>();
    Map<String, Double> second = new LinkedHashMap<>();
    for (List<String> row : rows("paired_scores.csv", name)) {
      first.put(row.get(1), Double.valueOf(row.get(2)));
      second.put(row.get(1), Double.valueOf(row.get(3)));
    }
    Map<String, Double> expected = new HashMap<>();
    for (List<String> row : rows("paired_tests.csv", name)) {
      expected.put(row.get(1), Double.valueOf(row.get(2)));
    }
    UserScores other = new UserScores("second", second);
    PairedComparison found =
        PairedComparison.of(new UserScores("first", first), other, Rules.DEFAULT);
    assertEquals(first.size(), found.users());
    assertNear(expected.getOrDefault("p", NaN), found.pValue(), 1e-9);
    assertNear(expected.getOrDefault("low", NaN), found.interval().low(), 1e-9);
    assertNear(expected.getOrDefault("high", NaN), found.interval().high(), 1e-9);
    assertNear(expected.getOrDefault("equivalence", NaN), found.equivalencePValue(), 1e-9);
    assertNear(expected.getOrDefault("effect", NaN), found.effectSize(), 1e-9);
    Interval mean = Samples.ofMean(other.all());
    assertNear(expected.getOrDefault("second low", NaN), mean.low(), 1e-9);
    assertNear(expected.getOrDefault("second high", NaN), mean.high(), 1e-9);

    // other draws: the ends of the interval agree up to a small part of its width
    double width = found.bootstrapInterval().high() - found.bootstrapInterval().low();
    assertEquals(
        expected.getOrDefault("bootstrap low", NaN), found.bootstrapInterval().low(), 0.05 * width);
    assertEquals(
        expected.getOrDefault("bootstrap high", NaN),
        found.bootstrapInterval().high(),
        0.05 * width);
    assertEquals(expected.getOrDefault("bootstrap p", NaN), found.bootstrapPValue(), 0.02);
  }

  private static void assertNear(double expected, double found, double relative) {
    assertEquals(expected, found, relative * Math.abs(expected));
  }

  private static List<List<String>> rows(String file, String name) throws IOException {
    return Files.readAllLines(GOLDEN.resolve(file)).stream()
        .map(line -> List.of(line.split(",")))
        .filter(row -> row.get(0).equals(name))
        .toList();
  }

  @Test
  void onlyUsersOfBothCount() {
    PairedComparison found =
        PairedComparison.of(
            new UserScores("a", Map.of("u1", 0.5, "u2", 0.25, "u3", 1.0)),
            new UserScores("b", Map.of("u2", 0.75, "u3", 1.0, "u4", 0.0)),
            Rules.DEFAULT);
    assertEquals(2, found.users());
    assertEquals(0.625, found.firstMean());
    assertEquals(0.875, found.secondMean());
    assertEquals(0.05 * 0.625, found.margin());
  }

  @Test
  void strangersCannotBeCompared() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                PairedComparison.of(
                    new UserScores("a", Map.of("u1", 0.5, "u2", 0.25)),
                    new UserScores("b", Map.of("u2", 0.5)),
                    Rules.DEFAULT));
    assertEquals("a and b have 1 users in common; expected at least 2", refused.getMessage());
  }

  @Test
  void theSameScoresAreEqualForSure() {
    UserScores scores = new UserScores("a", Map.of("u1", 0.5, "u2", 0.25));
    PairedComparison found = PairedComparison.of(scores, scores, Rules.DEFAULT);
    assertEquals(1, found.pValue());
    assertEquals(1, found.bootstrapPValue());
    assertEquals(0, found.equivalencePValue());
    assertEquals(new Interval(0, 0), found.interval());
  }

  @Test
  void holmMultipliesTheSmallestMost() {
    // sorted 0.01 0.02 0.03 0.2: times 4, 3, 2, 1; the third rises to the second
    double[] adjusted = Holm.adjusted(0.03, 0.01, 0.2, 0.02);
    double[] expected = {0.06, 0.04, 0.2, 0.06};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], adjusted[i], 1e-12);
    }
    assertEquals(1, Holm.adjusted(0.7, 0.8)[1]);
  }
}
