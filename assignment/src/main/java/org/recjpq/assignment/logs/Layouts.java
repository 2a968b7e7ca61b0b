package org.recjpq.assignment.logs;

import java.util.List;

/** The layouts of the known kinds of log. */
final class Layouts {
  private static final List<String> USERS =
      List.of("user", "userId", "uid", "user_id:token", "reviewerID", "visitorId");
  private static final List<String> ITEMS =
      List.of("item", "itemId", "movieId", "productId", "iid", "item_id:token", "asin");
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
      List.of("rating", "rating:float", "score", "stars", "value", "overall");

  private Layouts() {}

  /** The layout of a file of this kind, which may depend on its first line. */
  static Layout of(LogFormat.Preset preset, String firstLine) {
    return switch (preset) {
      case CSV -> any(firstLine);
      case MOVIELENS -> movieLens(firstLine);
      case BERT4REC -> Layout.rows(" ", false, "1", "2").wide(2);
      case SEQUENCES ->
          Layout.rows(delimiterOfSequences(firstLine), true, "user", "item")
              .of(Layout.Lines.SEQUENCES);
      case BOOKING ->
          Layout.rows(",", true, "utrip_id", "city_id").quoted().timed("checkin").hiding("0");
      case GOWALLA -> Layout.rows("\t", false, "1", "5").timed("2");
      case AMAZON_RATINGS -> Layout.rows(",", false, "1", "2").wide(4).timed("4").valued("3");
      case AMAZON_REVIEWS ->
          Layout.rows(",", true, "reviewerID", "asin")
              .timed("unixReviewTime")
              .valued("overall")
              .of(Layout.Lines.OBJECTS);
      case LASTFM_1K -> Layout.rows("\t", false, "1", "5").wide(6).timed("2");
      case RETAILROCKET ->
          Layout.rows(",", true, "visitorid", "itemid").quoted().timed("timestamp");
      case YOOCHOOSE -> Layout.rows(",", false, "1", "3").timed("2");
      case DIGINETICA -> Layout.rows(";", true, "sessionId", "itemId").quoted().timed("timeframe");
      case REES46 -> Layout.rows(",", true, "user_id", "product_id").quoted().timed("event_time");
      case FOURSQUARE -> Layout.rows("\t", false, "1", "2").wide(8).timed("8");
      case STEAM ->
          Layout.rows(",", true, "username", "product_id").timed("date").of(Layout.Lines.OBJECTS);
      case YELP ->
          Layout.rows(",", true, "user_id", "business_id")
              .timed("date")
              .valued("stars")
              .of(Layout.Lines.OBJECTS);
      case RECBOLE ->
          Layout.rows("\t", true, "user_id:token", "item_id:token")
              .timed("timestamp:float")
              .valued("rating:float");
    };
  }

  private static Layout any(String firstLine) {
    var draft = new Layout.Draft(LogFormat.delimiterIn(firstLine), true, USERS, ITEMS);
    draft.quote = '"';
    draft.times = TIMES;
    draft.values = VALUES;
    draft.lines =
        firstLine.stripLeading().startsWith("{") ? Layout.Lines.OBJECTS : Layout.Lines.ROWS;
    return draft.layout();
  }

  private static Layout movieLens(String firstLine) {
    if (firstLine.contains("::")) {
      return Layout.rows("::", false, "1", "2").timed("4").valued("3");
    }
    if (firstLine.contains("\t")) {
      return Layout.rows("\t", false, "1", "2").wide(4).timed("4").valued("3");
    }
    return Layout.rows(",", true, "userId", "movieId").quoted().timed("timestamp").valued("rating");
  }

  private static String delimiterOfSequences(String firstLine) {
    return firstLine.contains("\t") ? "\t" : firstLine.contains(" ") ? " " : ",";
  }
}
