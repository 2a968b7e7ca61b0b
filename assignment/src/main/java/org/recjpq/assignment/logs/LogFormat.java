package org.recjpq.assignment.logs;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a log are read: a preset, and deviations from it.
 *
 * @param preset provides the values that are null below
 * @param delimiter separator of fields, or null for the preset's
 * @param userColumn name or 1-based number, or null for the preset's
 * @param itemColumn name or 1-based number, or null for the preset's
 * @param timeColumn name or 1-based number, or null for the preset's
 * @param valueColumn name or 1-based number of the column of ratings or similar values, or null for
 *     the preset's; read only if a filter needs it
 * @param header whether the first row names the columns, or null for the preset's
 */
public record LogFormat(
    Preset preset,
    @Nullable String delimiter,
    @Nullable String userColumn,
    @Nullable String itemColumn,
    @Nullable String timeColumn,
    @Nullable String valueColumn,
    @Nullable Boolean header) {

  /** The known kinds of log. */
  public enum Preset {
    /**
     * Any delimited file whose first row names the columns; the delimiter, a tab, a semicolon or a
     * comma, is detected in that row. Without a time column the order of rows is used.
     */
    CSV {
      @Override
      Layout layout(String firstLine) {
        return new Layout(
            delimiterIn(firstLine), true, true, USERS, ITEMS, TIMES, VALUES, false, Set.of());
      }
    },

    /** MovieLens, both {@code ratings.csv} with its header and {@code ratings.dat} with "::". */
    MOVIELENS {
      @Override
      Layout layout(String firstLine) {
        return firstLine.contains("::")
            ? new Layout(
                "::",
                false,
                false,
                List.of("1"),
                List.of("2"),
                List.of("4"),
                List.of("3"),
                true,
                Set.of())
            : new Layout(
                ",",
                true,
                true,
                List.of("userId"),
                List.of("movieId"),
                List.of("timestamp"),
                List.of("rating"),
                true,
                Set.of());
      }
    },

    /** "user item" lines as published by the authors of BERT4Rec and SASRec, oldest first. */
    BERT4REC {
      @Override
      Layout layout(String firstLine) {
        return new Layout(
            " ", false, false, List.of("1"), List.of("2"), List.of(), List.of(), false, Set.of());
      }
    },

    /** Booking.com's multi-destination trips: a trip is a user; city 0 is hidden and left out. */
    BOOKING {
      @Override
      Layout layout(String firstLine) {
        return new Layout(
            ",",
            true,
            true,
            List.of("utrip_id"),
            List.of("city_id"),
            List.of("checkin"),
            List.of(),
            true,
            Set.of("0"));
      }
    },

    /** SNAP's Gowalla check-ins: user, time, latitude, longitude, location, separated by tabs. */
    GOWALLA {
      @Override
      Layout layout(String firstLine) {
        return new Layout(
            "\t",
            false,
            false,
            List.of("1"),
            List.of("5"),
            List.of("2"),
            List.of(),
            true,
            Set.of());
      }
    };

    private static final List<String> USERS =
        List.of("user", "userId", "user_id", "user_id:token", "uid");
    private static final List<String> ITEMS =
        List.of(
            "item",
            "itemId",
            "item_id",
            "item_id:token",
            "movieId",
            "productId",
            "product_id",
            "iid");
    private static final List<String> TIMES =
        List.of("timestamp", "timestamp:float", "time", "ts", "date", "datetime", "unixReviewTime");

    private static final List<String> VALUES =
        List.of("rating", "rating:float", "score", "stars", "value");

    /** The layout of a file of this kind, which may depend on its first line. */
    abstract Layout layout(String firstLine);

    private static String delimiterIn(String line) {
      return line.contains("\t") ? "\t" : line.contains(";") && !line.contains(",") ? ";" : ",";
    }
  }

  /**
   * The layout of a file. A column is given by alternative names, of which the first that exists is
   * used; a number, counted from 1, is a position.
   *
   * @param quoted whether a field may be in double quotes
   * @param times empty if the order of rows is the order of time
   * @param values empty if there are none
   * @param timeRequired whether a file without a column of {@code times} is an error
   * @param hiddenItems rows with these items are left out, without being malformed
   */
  record Layout(
      String delimiter,
      boolean quoted,
      boolean header,
      List<String> users,
      List<String> items,
      List<String> times,
      List<String> values,
      boolean timeRequired,
      Set<String> hiddenItems) {}

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

  /** A preset without deviations. */
  public static LogFormat of(Preset preset) {
    return new LogFormat(preset, null, null, null, null, null, null);
  }

  /** The same with columns by name or 1-based number; null for the preset's. */
  public LogFormat withColumns(
      @Nullable String user, @Nullable String item, @Nullable String time) {
    return new LogFormat(preset, delimiter, user, item, time, valueColumn, header);
  }

  /** The same with another column of values, by name or 1-based number; null for the preset's. */
  public LogFormat withValueColumn(@Nullable String value) {
    return new LogFormat(preset, delimiter, userColumn, itemColumn, timeColumn, value, header);
  }

  /** The same with another separator of fields; null for the preset's. */
  public LogFormat withDelimiter(@Nullable String delimiter) {
    return new LogFormat(
        preset, delimiter, userColumn, itemColumn, timeColumn, valueColumn, header);
  }

  /** The same with or without a first row that names the columns. */
  public LogFormat withHeader(@Nullable Boolean header) {
    return new LogFormat(
        preset, delimiter, userColumn, itemColumn, timeColumn, valueColumn, header);
  }

  /**
   * Checks delimiter and columns.
   *
   * @throws IllegalArgumentException if the delimiter is invalid, or columns have names without a
   *     header
   */
  public LogFormat {
    if (delimiter != null && (delimiter.isEmpty() || delimiter.matches("(?s).*[\"\r\n].*"))) {
      throw new IllegalArgumentException(
          "a delimiter must not be empty or contain quotes or line breaks");
    }
    if (Boolean.FALSE.equals(header)) {
      for (String column : new String[] {userColumn, itemColumn, timeColumn, valueColumn}) {
        if (column != null && !isPosition(column)) {
          throw new IllegalArgumentException(
              "without a header, columns must be given by number, found \"%s\"".formatted(column));
        }
      }
    }
  }

  /** The layout of a file with this first line. */
  Layout layout(String firstLine) {
    Layout known = preset.layout(firstLine);
    boolean named = header == null ? known.header() : header;
    return new Layout(
        delimiter == null ? known.delimiter() : delimiter,
        known.quoted(),
        named,
        columns(userColumn, known.users(), named, "1"),
        columns(itemColumn, known.items(), named, "2"),
        columns(timeColumn, known.times(), named, "3"),
        columns(valueColumn, known.values(), named, "4"),
        timeColumn != null || known.timeRequired(),
        known.hiddenItems());
  }

  private static List<String> columns(
      @Nullable String said, List<String> known, boolean named, String position) {
    if (said != null) {
      return List.of(said);
    }
    boolean onlyNames = !known.isEmpty() && !isPosition(known.get(0));
    return onlyNames && !named ? List.of(position) : known;
  }

  static boolean isPosition(String column) {
    return NUMBER.matcher(column).matches();
  }

  @Override
  public String toString() {
    return preset.name().toLowerCase(Locale.ROOT);
  }
}
