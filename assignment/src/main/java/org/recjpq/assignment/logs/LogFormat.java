package org.recjpq.assignment.logs;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
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
 * @param where {@code column=value} or {@code column=value,value}: which rows are wanted, or null
 *     for all
 * @param encoding name of a character set, or null for the preset's, which mostly is UTF-8
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
    @Nullable String timeFormat,
    @Nullable String where,
    @Nullable String encoding) {

  /** The known kinds of log. */
  public enum Preset {
    /**
     * Any delimited file whose first row names the columns; the delimiter, a tab, a semicolon, a
     * pipe or a comma, is detected in that row. Names are compared without regard to case, blanks,
     * hyphens and underscores. Or a file with an object of JSON in each line.
     */
    CSV("user,item,timestamp"),

    /**
     * MovieLens: {@code ratings.csv} with its header, {@code ratings.dat} with "::", and {@code
     * u.data} with tabs.
     */
    MOVIELENS("1::1193::5::978300760"),

    /** "user item" lines as published by the authors of BERT4Rec and SASRec, oldest first. */
    BERT4REC("1 37"),

    /** A user and all items of the user in a line, oldest first. */
    SEQUENCES("1 37 12 5"),

    /** Booking.com's multi-destination trips: a trip is a user; city 0 is hidden and left out. */
    BOOKING("user_id,checkin,checkout,city_id,device_class,…,utrip_id"),

    /** SNAP's Gowalla check-ins: user, time, latitude, longitude, location, separated by tabs. */
    GOWALLA("0\t2010-10-19T23:55:27Z\t30.23\t-97.79\t22847"),

    /** Amazon's files of ratings of 2014: user, item, rating, time. */
    AMAZON_RATINGS("A2EFCYXHNK06IS,0000000078,5.0,992995200"),

    /** Amazon's files of reviews of 2014 and 2018, an object of JSON in each line. */
    AMAZON_REVIEWS(
        "{\"reviewerID\":\"A2SUA\",\"asin\":\"0000013714\",\"overall\":5.0,\"unixReviewTime\":1252800000}"),

    /** Last.fm 1K: user, time, artist, its name, track, its name; the track is the item. */
    LASTFM_1K("user_000001\t2009-05-04T23:08:57Z\tf1b1cf71\tDeep Dish\t12\tAlarm"),

    /** RetailRocket's {@code events.csv}: views, additions to a cart and transactions. */
    RETAILROCKET("timestamp,visitorid,event,itemid,transactionid"),

    /** YooChoose's {@code yoochoose-clicks.dat}: session, time, item, category. */
    YOOCHOOSE("1,2014-04-07T10:51:09.277Z,214536502,0"),

    /** Diginetica's {@code train-item-views.csv}: a session is a user. */
    DIGINETICA("sessionId;userId;itemId;timeframe;eventdate"),

    /** REES46: events of a shop. */
    REES46("event_time,event_type,product_id,…,user_id,user_session"),

    /** Foursquare's check-ins in New York and Tokyo (TSMC 2014), in Latin-1. */
    FOURSQUARE(
        "470\t49bbd6c0\t4bf58dd8\tArts\t40.71\t-74.00\t-240\tTue Apr 03 18:00:09 +0000 2012"),

    /**
     * Steam's reviews as published by UCSD, {@code steam_reviews.json.gz}: a dict of Python in each
     * line.
     */
    STEAM("{u'username': u'Chaos Syren', u'product_id': u'725280', u'date': u'2017-12-17'}"),

    /** Yelp's {@code review.json}, an object of JSON in each line. */
    YELP(
        "{\"user_id\":\"mh_-\",\"business_id\":\"XQfw\",\"stars\":3.0,\"date\":\"2018-07-07"
            + " 22:09:11\"}"),

    /** RecBole's atomic file {@code .inter}. */
    RECBOLE("user_id:token\titem_id:token\trating:float\ttimestamp:float");

    private final String example;

    Preset(String example) {
      this.example = example;
    }

    /** The name as people write it, in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** A first line of such a file. */
    public String example() {
      return example;
    }

    /** The layout of a file of this kind, which may depend on its first line. */
    Layout layout(String firstLine) {
      return Layouts.of(this, firstLine);
    }
  }

  /** The time column of a log whose rows are in the order of time. */
  public static final String NO_TIME = "none";

  /** The quote of a log in which no field is quoted. */
  public static final String NO_QUOTE = "none";

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
  private static final Set<String> QUOTES = Set.of("\"", "'");

  /** A preset without deviations. */
  public static LogFormat of(Preset preset) {
    return new Draft(preset).format();
  }

  /** The same with columns by name or 1-based number; null for the preset's. */
  public LogFormat withColumns(
      @Nullable String user, @Nullable String item, @Nullable String time) {
    return with(
        draft -> {
          draft.userColumn = user;
          draft.itemColumn = item;
          draft.timeColumn = time;
        });
  }

  /** The same with another column of values, by name or 1-based number; null for the preset's. */
  public LogFormat withValueColumn(@Nullable String value) {
    return with(draft -> draft.valueColumn = value);
  }

  /** The same with another separator of fields; null for the preset's. */
  public LogFormat withDelimiter(@Nullable String delimiter) {
    return with(draft -> draft.delimiter = delimiter);
  }

  /** The same with or without a first row that names the columns; null for the preset's. */
  public LogFormat withHeader(@Nullable Boolean header) {
    return with(draft -> draft.header = header);
  }

  /** The same with another quote, or {@value #NO_QUOTE}; null for the preset's. */
  public LogFormat withQuote(@Nullable String quote) {
    return with(draft -> draft.quote = quote);
  }

  /** The same with times of a pattern for {@link DateTimeFormatter}; null for the usual forms. */
  public LogFormat withTimeFormat(@Nullable String pattern) {
    return with(draft -> draft.timeFormat = pattern);
  }

  /** The same with only the rows that meet a condition; null for all. */
  public LogFormat withWhere(@Nullable String condition) {
    return with(draft -> draft.where = condition);
  }

  /** The same in another character set; null for the preset's. */
  public LogFormat withEncoding(@Nullable String name) {
    return with(draft -> draft.encoding = name);
  }

  private LogFormat with(Consumer<Draft> change) {
    Draft draft = new Draft(preset);
    draft.delimiter = delimiter;
    draft.userColumn = userColumn;
    draft.itemColumn = itemColumn;
    draft.timeColumn = timeColumn;
    draft.valueColumn = valueColumn;
    draft.header = header;
    draft.quote = quote;
    draft.timeFormat = timeFormat;
    draft.where = where;
    draft.encoding = encoding;
    change.accept(draft);
    return draft.format();
  }

  /** A format in the making: its components by their names. */
  private static final class Draft {
    private final Preset preset;
    private @Nullable String delimiter;
    private @Nullable String userColumn;
    private @Nullable String itemColumn;
    private @Nullable String timeColumn;
    private @Nullable String valueColumn;
    private @Nullable Boolean header;
    private @Nullable String quote;
    private @Nullable String timeFormat;
    private @Nullable String where;
    private @Nullable String encoding;

    Draft(Preset preset) {
      this.preset = preset;
    }

    LogFormat format() {
      return new LogFormat(
          preset,
          delimiter,
          userColumn,
          itemColumn,
          timeColumn,
          valueColumn,
          header,
          quote,
          timeFormat,
          where,
          encoding);
    }
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
          "source.format.delimiter: expected text without quotes and line breaks, found \"%s\""
              .formatted(LogReader.shortened(delimiter)));
    }
    if (quote != null && !quote.equals(NO_QUOTE) && !QUOTES.contains(quote)) {
      throw new IllegalArgumentException(
          "source.format.quote: expected none, \" or ', found \"%s\"".formatted(quote));
    }
    if (timeFormat != null) {
      var unused = DateText.of(timeFormat);
    }
    if (where != null) {
      var unused = Where.of(where);
    }
    if (encoding != null && !isCharset(encoding)) {
      throw new IllegalArgumentException(
          "source.format.encoding: expected the name of a character set such as ISO-8859-1, found \"%s\""
              .formatted(encoding));
    }
    if (Boolean.FALSE.equals(header)) {
      requirePosition("user", userColumn);
      requirePosition("item", itemColumn);
      requirePosition("value", valueColumn);
      if (timeColumn != null && !timeColumn.equals(NO_TIME)) {
        Stream.of(timeColumn.split("\\+", -1)).forEach(part -> requirePosition("time", part));
      }
    }
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException none) {
      return false;
    }
  }

  /** The character set of the text. */
  Charset charset() {
    if (encoding != null) {
      return Charset.forName(encoding);
    }
    return preset == Preset.FOURSQUARE ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  private static void requirePosition(String what, @Nullable String column) {
    if (column != null && !isPosition(column)) {
      throw new IllegalArgumentException(
          ("source.format.%sColumn: expected a number, as there is no row that names the columns,"
                  + " found \"%s\"")
              .formatted(what, column));
    }
  }

  /** The layout of a file with this first line. */
  Layout layout(String firstLine) {
    Layout known = preset.layout(firstLine);
    boolean named = header == null ? known.header() : header;
    boolean untimed = NO_TIME.equals(timeColumn);
    Layout.Draft draft = known.draft();
    draft.delimiter = delimiter == null ? known.delimiter() : delimiter;
    draft.quote = quote == null ? known.quote() : quote.equals(NO_QUOTE) ? null : quote.charAt(0);
    draft.header = named;
    draft.users = columns(userColumn, known.users(), named, "1");
    draft.items = columns(itemColumn, known.items(), named, "2");
    draft.times = untimed ? List.of() : columns(timeColumn, known.times(), named, "3");
    draft.values = columns(valueColumn, known.values(), named, "4");
    draft.timeRequired = !untimed && (timeColumn != null || known.timeRequired());
    draft.where = where == null ? null : Where.of(where);
    draft.said = new Layout.Said(header, quote != null, timeColumn != null);
    return draft.layout();
  }

  /**
   * A tab, a semicolon, a pipe or a comma, whichever separates the fields of a first line, or the
   * delimiter that Excel's {@code sep=;} names there.
   */
  public static String delimiterIn(String line) {
    return ExcelHint.delimiterIn(line).orElseGet(() -> delimiterOf(line));
  }

  private static String delimiterOf(String line) {
    if (line.contains("\t")) {
      return "\t";
    }
    return line.contains(",")
        ? ","
        : Stream.of(";", "|").filter(line::contains).findFirst().orElse(",");
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
