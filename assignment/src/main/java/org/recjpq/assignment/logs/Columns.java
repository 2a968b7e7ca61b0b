package org.recjpq.assignment.logs;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.recjpq.assignment.files.DataException;

/**
 * Positions of an interaction's fields in a row, counted from 0.
 *
 * @param time -1 if there is none: then the order of rows is used
 * @param value -1 if it is not read
 * @param width number of fields of every row
 */
record Columns(int user, int item, int time, int value, int width) {
  static final int NONE = -1;

  /** Whether there is a time. */
  boolean timed() {
    return time != NONE;
  }

  /**
   * Finds the columns from the first row of a file.
   *
   * @param where file and line, for errors
   * @param readsValues whether the column of values is needed
   * @throws DataException if a required column is missing
   */
  static Columns in(CSVRecord first, LogFormat.Layout layout, boolean readsValues, String where) {
    int user = required(first, layout.users(), "user", where);
    int item = required(first, layout.items(), "item", where);
    int time =
        layout.timeRequired()
            ? required(first, layout.times(), "time", where)
            : position(first, layout.times()).orElse(NONE);
    int value = readsValues ? required(first, layout.values(), "value", where) : NONE;
    return new Columns(user, item, time, value, first.size());
  }

  private static int required(CSVRecord first, List<String> names, String what, String where) {
    return position(first, names)
        .orElseThrow(
            () ->
                new DataException(
                    ("%s: expected a column for the %s%s, found %s; name the %s column or set the"
                            + " format")
                        .formatted(where, what, listed(names), fields(first), what)));
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "" : " (%s)".formatted(String.join(", ", names));
  }

  /** The existing columns, for messages. */
  static String fields(CSVRecord first) {
    return first.size() == 1
        ? "the one column \"%s\"".formatted(LogReader.shortened(first.get(0)))
        : "%d columns (%s)"
            .formatted(first.size(), LogReader.shortened(String.join(", ", first.toList())));
  }

  /** Position of the first of {@code names} that exists, ignoring case. */
  static OptionalInt position(CSVRecord first, List<String> names) {
    return names.stream().flatMapToInt(name -> positions(first, name)).findFirst();
  }

  private static IntStream positions(CSVRecord first, String name) {
    IntStream named =
        IntStream.range(0, first.size())
            .filter(
                i ->
                    first
                        .get(i)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(name.toLowerCase(Locale.ROOT)));
    if (!LogFormat.isPosition(name)) {
      return named;
    }
    int position = Integer.parseInt(name) - 1;
    return position < first.size() ? IntStream.of(position) : IntStream.empty();
  }
}
