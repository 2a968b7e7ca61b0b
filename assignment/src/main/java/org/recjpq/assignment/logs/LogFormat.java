package org.recjpq.assignment.logs;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a log are read: a preset, and deviations from it.
 *
 * @param preset provides the values that are null below
 * @param delimiter separator of fields, or null for the preset's
 * @param userColumn name or 1-based number, or null for the preset's
 * @param itemColumn name or 1-based number, or null for the preset's
 * @param timeColumn name or 1-based number, two of these joined by "+" for a date and a time of
 *     day, {@value #NO_TIME} if the order of rows is that of time, or null for the preset's
 * @param valueColumn name or 1-based number of the column of ratings or similar values, or null for
 *     the preset's; read only if a filter needs it
 * @param header whether the first row names the columns, or null for the preset's
 * @param quote the character that fields may be enclosed in, {@value #NO_QUOTE}, or null for the
 *     preset's
 * @param timeFormat pattern of times for {@link DateTimeFormatter}, such as {@code dd/MM/yyyy
 *     HH:mm}, or null for numbers and the usual forms of dates
 */
public record LogFormat(
    Preset preset,
    @Nullable String delimiter,
    @Nullable String userColumn,
    @Nullable String itemColumn,
    @Nullable String timeColumn,
    @Nullable String valueColumn,
    @Nullable Boolean header,
    @Nullable String quote,
    @Nullable String timeFormat) {

  /** The known kinds of log. */
  public enum Preset {
    /**
     * Any delimited file whose first row names the columns; the delimiter, a tab, a semicolon or a
     * comma, is detected in that row. Names are compared without regard to case, blanks, hyphens
     * and underscores.
     */
    CSV {
      @Override
      Layout layout(String firstLine) {
        return new Layout(
            delimiterIn(firstLine),
            '"',
            true,
            USERS,
            ITEMS,
            TIMES,
            VALUES,
            0,
            false,
            Set.of(),
            Layout.Said.NOTHING);
      }
    },

    /** MovieLens, both {@code ratings.csv} with its header and {@code ratings.dat} with "::". */
    MOVIELENS {
      @Override
      Layout layout(String firstLine) {
        return firstLine.contains("::")
            ? Layout.rows("::", false, "1", "2").timed("4").valued("3")
            : Layout.rows(",", true, "userId", "movieId")
                .quoted()
                .timed("timestamp")
                .valued("rating");
      }
    },

    /** "user item" lines as published by the authors of BERT4Rec and SASRec, oldest first. */
    BERT4REC {
      @Override
      Layout layout(String firstLine) {
        return Layout.rows(" ", false, "1", "2").wide(2);
      }
    },

    /** Booking.com's multi-destination trips: a trip is a user; city 0 is hidden and left out. */
    BOOKING {
      @Override
      Layout layout(String firstLine) {
        return Layout.rows(",", true, "utrip_id", "city_id").quoted().timed("checkin").hiding("0");
      }
    },

    /** SNAP's Gowalla check-ins: user, time, latitude, longitude, location, separated by tabs. */
    GOWALLA {
      @Override
      Layout layout(String firstLine) {
        return Layout.rows("\t", false, "1", "5").timed("2");
      }
    };

    private static final List<String> USERS = List.of("user", "userId", "uid", "user_id:token");
    private static final List<String> ITEMS =
        List.of("item", "itemId", "movieId", "productId", "iid", "item_id:token");
    private static final List<String> TIMES =
        List.of(
            "timestamp",
            "time",
            "ts",
            "date",
            "datetime",
            "unixReviewTime",
            "eventTime",
            "eventDate",
            "eventTimestamp",
            "createdAt",
            "created",
            "tDat",
            "timestamp:float");

    private static final List<String> VALUES =
        List.of("rating", "rating:float", "score", "stars", "value");

    /** The layout of a file of this kind, which may depend on its first line. */
    abstract Layout layout(String firstLine);
  }

  /** The time column of a log whose rows are in the order of time. */
  public static final String NO_TIME = "none";

  /** The quote of a log in which no field is quoted. */
  public static final String NO_QUOTE = "none";

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
  private static final Set<String> QUOTES = Set.of("\"", "'");

  /** A preset without deviations. */
  public static LogFormat of(Preset preset) {
    return new LogFormat(preset, null, null, null, null, null, null, null, null);
  }

  /** The same with columns by name or 1-based number; null for the preset's. */
  public LogFormat withColumns(
      @Nullable String user, @Nullable String item, @Nullable String time) {
    return new LogFormat(
        preset, delimiter, user, item, time, valueColumn, header, quote, timeFormat);
  }

  /** The same with another column of values, by name or 1-based number; null for the preset's. */
  public LogFormat withValueColumn(@Nullable String value) {
    return new LogFormat(
        preset, delimiter, userColumn, itemColumn, timeColumn, value, header, quote, timeFormat);
  }

  /** The same with another separator of fields; null for the preset's. */
  public LogFormat withDelimiter(@Nullable String delimiter) {
    return new LogFormat(
        preset,
        delimiter,
        userColumn,
        itemColumn,
        timeColumn,
        valueColumn,
        header,
        quote,
        timeFormat);
  }

  /** The same with or without a first row that names the columns. */
  public LogFormat withHeader(@Nullable Boolean header) {
    return new LogFormat(
        preset,
        delimiter,
        userColumn,
        itemColumn,
        timeColumn,
        valueColumn,
        header,
        quote,
        timeFormat);
  }

  /** The same with another quote, or {@value #NO_QUOTE}; null for the preset's. */
  public LogFormat withQuote(@Nullable String quote) {
    return new LogFormat(
        preset,
        delimiter,
        userColumn,
        itemColumn,
        timeColumn,
        valueColumn,
        header,
        quote,
        timeFormat);
  }

  /** The same with times of a pattern for {@link DateTimeFormatter}; null for the usual forms. */
  public LogFormat withTimeFormat(@Nullable String pattern) {
    return new LogFormat(
        preset, delimiter, userColumn, itemColumn, timeColumn, valueColumn, header, quote, pattern);
  }

  /**
   * Checks delimiter, quote, columns and pattern.
   *
   * @throws IllegalArgumentException if the delimiter, the quote or the pattern is invalid, or
   *     columns have names without a header
   */
  public LogFormat {
    if (delimiter != null && (delimiter.isEmpty() || delimiter.matches("(?s).*[\"\r\n].*"))) {
      throw new IllegalArgumentException(
          "a delimiter must not be empty or contain quotes or line breaks");
    }
    if (quote != null && !quote.equals(NO_QUOTE) && !QUOTES.contains(quote)) {
      throw new IllegalArgumentException(
          "expected none, \" or ' as quote, found \"%s\"".formatted(quote));
    }
    if (timeFormat != null) {
      var unused = DateText.of(timeFormat);
    }
    if (Boolean.FALSE.equals(header)) {
      requirePosition(userColumn);
      requirePosition(itemColumn);
      requirePosition(valueColumn);
      if (timeColumn != null && !timeColumn.equals(NO_TIME)) {
        Stream.of(timeColumn.split("\\+", -1)).forEach(LogFormat::requirePosition);
      }
    }
  }

  private static void requirePosition(@Nullable String column) {
    if (column != null && !isPosition(column)) {
      throw new IllegalArgumentException(
          "without a header, columns must be given by number, found \"%s\"".formatted(column));
    }
  }

  /** The layout of a file with this first line. */
  Layout layout(String firstLine) {
    Layout known = preset.layout(firstLine);
    boolean named = header == null ? known.header() : header;
    boolean untimed = NO_TIME.equals(timeColumn);
    return new Layout(
        delimiter == null ? known.delimiter() : delimiter,
        quote == null ? known.quote() : quote.equals(NO_QUOTE) ? null : quote.charAt(0),
        named,
        columns(userColumn, known.users(), named, "1"),
        columns(itemColumn, known.items(), named, "2"),
        untimed ? List.of() : columns(timeColumn, known.times(), named, "3"),
        columns(valueColumn, known.values(), named, "4"),
        known.width(),
        !untimed && (timeColumn != null || known.timeRequired()),
        known.hiddenItems(),
        new Layout.Said(header, quote != null, timeColumn != null));
  }

  /** A tab, a semicolon or a comma, whichever separates the fields of a first line. */
  public static String delimiterIn(String line) {
    return line.contains("\t") ? "\t" : line.contains(";") && !line.contains(",") ? ";" : ",";
  }

  /** Whether the user, or the preset, leaves open whether there are times. */
  public boolean leavesTimesOpen() {
    return timeColumn == null && preset == Preset.CSV;
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
