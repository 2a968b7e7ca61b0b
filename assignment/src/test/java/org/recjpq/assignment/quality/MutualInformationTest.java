package org.recjpq.assignment.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values were computed by scikit-learn; {@code testdata/golden} has the script. */
class MutualInformationTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chance",
        "finer",
        "noisy",
        "skewed",
        "renamed",
        "one group",
        "items apart",
        "two items"
      })
  void isThatOfScikitLearn(String name) throws IOException {
    List<String[]> items = rows("adjusted_mutual_information_groups.csv", name);
    int[] first = items.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray();
    int[] second = items.stream().mapToInt(row -> Integer.parseInt(row[2])).toArray();
    double expected = Double.parseDouble(rows("adjusted_mutual_information.csv", name).get(0)[1]);
    assertEquals(expected, MutualInformation.adjusted(first, second), 1e-10);
    assertEquals(expected, MutualInformation.adjusted(second, first), 1e-10);
  }

  @Test
  void divisionsThatDivideNothingAreEqual() {
    assertEquals(1, MutualInformation.adjusted(new int[3], new int[3]));
    assertEquals(1, MutualInformation.adjusted(new int[] {0, 1, 2}, new int[] {2, 0, 1}));
  }

  @Test
  void bothDivideTheSameItems() {
    assertEquals(
        "expected the groups of the same items, at least one, found 2 and 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> MutualInformation.adjusted(new int[2], new int[1]))
            .getMessage());
  }

  private static List<String[]> rows(String file, String name) throws IOException {
    try (var lines = Files.lines(GOLDEN.resolve(file))) {
      return lines.map(line -> line.split(",")).filter(row -> row[0].equals(name)).toList();
    }
  }
}
