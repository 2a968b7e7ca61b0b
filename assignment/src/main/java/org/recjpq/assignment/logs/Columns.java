package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;

/**
 * Positions of an interaction's fields in a row, counted from 0.
 *
 * @param time -1 if there is none: then the order of rows is used
 * @param timeOfDay -1 unless {@code time} holds only the date
 * @param value -1 if it is not read
 * @param where -1 if all rows are wanted
 * @param names names of all fields of a row, or their numbers
 */
record Columns(
    int user, int item, int time, int timeOfDay, int value, int where, List<String> names) {
  static final int NONE = -1;

  private static final int MOST_NAMED = 8;

  Columns {
    names = List.copyOf(names);
  }

  /** Whether there is a time. */
  boolean timed() {
    return time != NONE;
  }

  /** Number of fields of every row. */
  int width() {
    return names.size();
  }

  /**
   * Finds the columns from the first row of a file.
   *
   * @param where file and line, for errors
   * @param readsValues whether the column of values is needed
   * @throws DataException if a required column is missing, or there are several that it could be
   */
  static Columns in(List<String> first, Layout layout, boolean readsValues, String where) {
    Finder finder = new Finder(first, layout, where);
    if (layout.width() > 0 && first.size() != layout.width()) {
      throw new DataException(
          "%s: expected %d fields, found %d; set source.format.preset%s or source.format.delimiter"
              .formatted(
                  where,
                  layout.width(),
                  first.size(),
                  RowRules.mayBeSequence(layout.width(), first.size())
                      ? RowRules.SEQUENCES + ","
                      : ""));
    }
    int user = finder.required(layout.users(), "user");
    int item = finder.required(layout.items(), "item");
    int[] times = finder.times();
    int value = readsValues ? finder.required(layout.values(), "value") : NONE;
    int condition =
        layout.where() == null
            ? NONE
            : finder.required(List.of(layout.where().column()), "condition");
    List<String> names =
        IntStream.range(0, first.size())
            .mapToObj(i -> layout.header() ? first.get(i).strip() : "column %d".formatted(i + 1))
            .toList();
    Columns columns = new Columns(user, item, times[0], times[1], value, condition, names);
    columns.requireDistinct(where);
    finder.requireNames(columns);
    return columns;
  }

  private void requireDistinct(String where) {
    if (user == item || user == time || item == time) {
      int twice = user == item || user == time ? user : item;
      throw new DataException(
          ("%s: expected different columns for user, item and time, found %s for two of them; set"
                  + " source.format.userColumn, source.format.itemColumn or"
                  + " source.format.timeColumn")
              .formatted(where, names.get(twice)));
    }
  }

  /**
   * Which columns are taken, in one line.
   *
   * @param times range of the times, or empty if there are none
   */
  String taken(String times) {
    String time = timed() ? names.get(time()) : "none, the order of rows counts";
    if (timeOfDay != NONE) {
      time += " + " + names.get(timeOfDay);
    }
    return "user = %s, item = %s, time = %s%s%s"
        .formatted(
            names.get(user),
            names.get(item),
            time,
            times.isEmpty() ? "" : " (%s)".formatted(times),
            notTaken());
  }

  private String notTaken() {
    Set<Integer> taken = new HashSet<>(List.of(user, item, time, timeOfDay, value, where));
    List<String> others =
        IntStream.range(0, width())
            .filter(i -> !taken.contains(i))
            .mapToObj(i -> names.get(i).isEmpty() ? "column %d".formatted(i + 1) : names.get(i))
            .toList();
    if (others.isEmpty()) {
      return "";
    }
    String named =
        others.stream()
            .limit(MOST_NAMED)
            .map(LogReader::shortened)
            .collect(Collectors.joining(", "));
    int more = others.size() - MOST_NAMED;
    return "; not used: " + named + (more > 0 ? " and %d more".formatted(more) : "");
  }

  /** The existing columns, for messages. */
  static String fields(List<String> first) {
    return first.size() == 1
        ? "the one column \"%s\"%s".formatted(LogReader.shortened(first.get(0)), hint(first.get(0)))
        : "%d columns (%s)".formatted(first.size(), LogReader.shortened(String.join(", ", first)));
  }

  /** What may separate the fields of a row that seems to have only one. */
  private static String hint(String field) {
    String text = field.strip();
    return text.contains("|")
        ? " (are pipes the delimiter?)"
        : text.contains(" ") ? " (are blanks the delimiter?)" : "";
  }

  /** Position of the first of {@code names} that heads a column; see {@link #bare}. */
  static OptionalInt position(List<String> first, List<String> names) {
    return names.stream()
        .flatMapToInt(
            name ->
                IntStream.range(0, first.size()).filter(i -> bare(first.get(i)).equals(bare(name))))
        .findFirst();
  }

  private static IntStream named(List<String> first, String name) {
    return IntStream.range(0, first.size())
        .filter(i -> lowerCase(first.get(i)).equals(name.toLowerCase(Locale.ROOT)));
  }

  private static String lowerCase(String heading) {
    return heading.strip().toLowerCase(Locale.ROOT);
  }

  /** A heading or name without what people write in different ways. */
  private static String bare(String name) {
    return lowerCase(name).replaceAll("[ _-]", "");
  }

  /** Finds the columns of one first row. */
  private record Finder(List<String> first, Layout layout, String where) {
    int required(List<String> names, String what) {
      return only(names, what).orElseThrow(() -> missing(names, what));
    }

    /** The columns of the time: two of them, one, or none. */
    int[] times() {
      List<String> names = layout.times();
      OptionalInt one = only(names, "time");
      if (one.isPresent()) {
        return new int[] {one.getAsInt(), NONE};
      }
      String[] parts = names.size() == 1 ? names.get(0).split("\\+", -1) : new String[0];
      if (parts.length == 2) {
        return new int[] {
          required(List.of(parts[0].strip()), "time"), required(List.of(parts[1].strip()), "time")
        };
      }
      if (layout.timeRequired()) {
        throw missing(names, "time");
      }
      return new int[] {NONE, NONE};
    }

    /** The one column that has one of the names. */
    private OptionalInt only(List<String> names, String what) {
      TreeSet<Integer> found = new TreeSet<>();
      for (String name : names) {
        positions(name).forEach(found::add);
        if (names.size() > 1) { // several ways to write it
          IntStream.range(0, first.size())
              .filter(i -> bare(first.get(i)).equals(bare(name)))
              .forEach(found::add);
        }
      }
      if (found.size() > 1) {
        throw new DataException(
            "%s: expected one column for the %s, found %d (%s); set source.format.%sColumn"
                .formatted(
                    where,
                    what,
                    found.size(),
                    found.stream()
                        .map(i -> "%s as number %d".formatted(first.get(i).strip(), i + 1))
                        .collect(Collectors.joining(", ")),
                    what));
      }
      return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of(found.first());
    }

    /** A number is a position, unless a heading is just that. */
    private IntStream positions(String name) {
      boolean heading = layout.header() && named(first, name).findAny().isPresent();
      if (heading || !LogFormat.isPosition(name)) {
        return layout.header() ? named(first, name) : IntStream.empty();
      }
      int position = Integer.parseInt(name) - 1;
      return position < first.size() ? IntStream.of(position) : IntStream.empty();
    }

    private DataException missing(List<String> names, String what) {
      return new DataException(
          "%s: expected a column for the %s%s, found %s; set source.format.%s or %s"
              .formatted(
                  where,
                  what,
                  names.isEmpty() ? "" : " (%s)".formatted(String.join(", ", names)),
                  fields(first),
                  what.equals("condition") ? "where" : what + "Column",
                  layout.said().header() == null && layout.header() && looksLikeData()
                      ? "source.format.header=false"
                      : "the format"));
    }

    /**
     * Refuses a first row that is hardly a heading, where columns are given by number, and one
     * without heading of which the column of times is not clear.
     */
    void requireNames(Columns columns) {
      boolean byNumber =
          LogFormat.isPosition(layout.users().get(0))
              && LogFormat.isPosition(layout.items().get(0));
      if (byNumber && layout.header() && layout.said().header() == null && looksLikeData()) {
        throw new DataException(
            ("%s: expected the names of columns, found a row of data (%s); set"
                    + " source.format.header=false, or =true if these are names")
                .formatted(where, LogReader.shortened(String.join(", ", first))));
      }
      if (!layout.header() && columns.width() > 3 && isPositionByDefault()) {
        throw new DataException(
            ("%s: expected three columns without a heading (user, item, time), found %d (%s); set"
                    + " source.format.timeColumn to the number of the time's, or to none if the"
                    + " order of rows is that of time")
                .formatted(where, columns.width(), LogReader.shortened(String.join(", ", first))));
      }
    }

    private boolean isPositionByDefault() {
      return !layout.said().time() && !layout.timeRequired() && !layout.times().isEmpty();
    }

    /** Whether there is a number, but no text that could be a name. */
    private boolean looksLikeData() {
      List<String> fields = new ArrayList<>();
      first.forEach(field -> fields.add(field.strip()));
      return fields.stream().anyMatch(field -> field.matches("-?\\d{2,}(\\.\\d+)?"))
          || fields.stream().allMatch(field -> field.matches("-?\\d+(\\.\\d+)?"))
          || fields.stream().anyMatch(field -> field.matches("\\d{4}-\\d\\d-\\d\\d.*"));
    }
  }
}
