package org.recjpq.assignment.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.recjpq.assignment.sequences.Sequences;

/** Reads the files of testdata/golden. */
public final class Golden {
  /** Items of {@link #sequences}. */
  static final int ITEMS = 60;

  /** Length of the vectors made of them by make_item_vectors.py. */
  static final int COMPONENTS = 6;

  private Golden() {}

  /** The comma-separated fields of each line. */
  public static List<String[]> lines(String name) throws IOException {
    Path file = Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden", name);
    return Files.readAllLines(file).stream().map(line -> line.split(",", -1)).toList();
  }

  /** Sequences of 60 items by 90 users. */
  static Sequences sequences() throws IOException {
    int[][] sequences =
        lines("truncated_svd_sequences.csv").stream()
            .map(line -> Arrays.stream(line).mapToInt(Integer::parseInt).toArray())
            .toArray(int[][]::new);
    return Sequences.of(ITEMS, sequences);
  }
}
