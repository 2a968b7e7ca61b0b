package org.recjpq.assignment.holdout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;

/** Helpers for tests: logs from rows, and holdouts as item ids for comparison. */
final class Rows {
  private Rows() {}

  /** A log of rows "user,item,time". */
  static Interactions log(Path directory, String... rows) {
    return read(directory, "user,item,time", rows);
  }

  /** A log of rows with these columns. */
  static Interactions read(Path directory, String header, String... rows) {
    Path file = file(directory, "log.csv", header, rows);
    try {
      return Interactions.read(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Path file(Path directory, String name, String header, String... rows) {
    try {
      return Files.writeString(
          directory.resolve(name), header + "\n" + String.join("\n", rows) + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The items of each sequence, such as "a b c". */
  static List<String> items(Catalogue catalogue, Sequences sequences) {
    List<String> lines = new ArrayList<>();
    for (int s = 0; s < sequences.count(); s++) {
      int[] items = new int[sequences.length(s)];
      sequences.copy(s, 0, items.length, items, 0);
      lines.add(String.join(" ", Arrays.stream(items).mapToObj(catalogue::id).toList()));
    }
    return lines;
  }

  static List<String> train(Holdout holdout) {
    return items(holdout.catalogue(), holdout.train());
  }

  static List<String> test(Holdout holdout) {
    return cases(holdout, holdout.test());
  }

  static List<String> validation(Holdout holdout) {
    return cases(holdout, holdout.validation());
  }

  /**
   * User, history and target of each case, such as "0: a b > c", "?" for anything without an index.
   */
  private static List<String> cases(Holdout holdout, Cases cases) {
    Catalogue catalogue = holdout.catalogue();
    List<String> histories = items(catalogue, cases.histories());
    return IntStream.range(0, cases.count())
        .mapToObj(
            c ->
                "%s: %s > %s"
                    .formatted(
                        cases.users()[c] == Cases.UNKNOWN ? "?" : cases.users()[c],
                        histories.get(c),
                        cases.targets()[c] == Cases.UNKNOWN
                            ? "?"
                            : catalogue.id(cases.targets()[c])))
        .toList();
  }

  static List<String> ids(Catalogue catalogue) {
    return IntStream.range(0, catalogue.size()).mapToObj(catalogue::id).toList();
  }
}
