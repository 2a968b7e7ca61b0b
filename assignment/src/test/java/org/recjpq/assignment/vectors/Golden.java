package org.recjpq.assignment.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the files of testdata/golden. */
public final class Golden {
  private Golden() {}

  /** The comma-separated fields of each line. */
  public static List<String[]> lines(String name) throws IOException {
    Path file = Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden", name);
    return Files.readAllLines(file).stream().map(line -> line.split(",", -1)).toList();
  }
}
