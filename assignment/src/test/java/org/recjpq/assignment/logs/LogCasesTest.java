package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.LogFormat.Preset;

/** Logs that were once read wrongly without a word: they are read rightly, or refused. */
class LogCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "cases");
  private static final LogFormat CSV = LogFormat.of(Preset.CSV);

  @TempDir private Path directory = Path.of("");

  @Test
  void aTabSeparatedRowThatAQuoteContinuesIsRefusedUntilQuotesAreSaid() throws IOException {
    String name = "A01_quote_swallows_row.tsv";
    LogFormat format = CSV.withDelimiter("\t").withHeader(false).withColumns(null, "5", "2");
    assertRefused(
        name,
        format,
        ":1: expected a row in one line, found one that a quote continues on the next; set"
            + " source.format.quote to none if quotes are characters of the fields, or to the"
            + " quote if they enclose fields");
    assertEquals(List.of("t1 t3", "t2 t4"), sequences(read(name, format.withQuote("none"))));
    assertEquals(3, read(name, format.withQuote("\"")).count());
  }

  @Test
  void timesKeepTheirMicroseconds() throws IOException {
    Interactions log = read("A02_microseconds.csv", CSV);
    assertEquals(0, LogStatistics.of(log).tieShare());
    assertEquals("i1 i2 i3 i4 i5", sequences(log).get(0));
  }

  @Test
  void withoutAHeadingAFourthColumnNeedsAWordOnTheTime() throws IOException {
    String name = "A03_ratings_no_header.csv";
    LogFormat format = CSV.withHeader(false);
    assertRefused(
        name,
        format,
        ":1: expected three columns without a heading (user, item, time), found 4 (Au09, Bi27,"
            + " 1.0, 1335928998); set source.format.timeColumn to the number of the time's, or to"
            + " none if the order of rows is that of time");
    assertEquals(
        "user = column 1, item = column 2, time = column 4 (2012-04-08 to 2012-05-26, seconds);"
            + " not used: column 3",
        remarks(read(name, format.withColumns(null, null, "4"))));
    assertFalse(read(name, format.withColumns(null, null, "none")).isTimed());
  }

  @Test
  void aThirdColumnOfRatingsIsNoTime() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      rows.append("u%d,i%d,%s\n".formatted(i % 3, i, 1 + i % 5 * 0.5));
    }
    Path file = Files.writeString(directory.resolve("ratings.csv"), rows);
    LogFormat format = CSV.withHeader(false);
    assertEquals(
        file
            + ": expected times in the third column, found numbers that look like ratings; set"
            + " source.format.timeColumn to the number of the time's, or to none if the order of"
            + " rows is that of time",
        assertThrows(
                DataException.class, () -> new LogFile(file).withFormat(format).read(Filters.NONE))
            .getMessage());
    LogFormat said = format.withColumns(null, null, "3");
    assertTrue(new LogFile(file).withFormat(said).read(Filters.NONE).isTimed());
  }

  @Test
  void moreNamesOfTimesAreKnown() throws IOException {
    assertEquals(
        "user = user_id, item = item_id, time = event_time (2012-04-08 to 2012-05-26, dates)",
        remarks(read("A04_event_time_not_taken.csv", CSV)));
    assertEquals(
        "user = user_id, item = item_id, time = created_at (2012-04-08 to 2012-05-26, seconds)",
        remarks(read("A05_created_at.csv", CSV)));
    for (String time : List.of("time_stamp", "Event Time", "t_dat", "eventdate", "created-at")) {
      Path file =
          Files.writeString(directory.resolve("log.csv"), "user,item," + time + "\nu,a,1\n");
      assertTrue(Interactions.read(file).isTimed(), time);
    }
  }

  @Test
  void idsThatStandForNoneAreCounted() throws IOException {
    assertEquals(
        "user = user_id, item = item_id, time = timestamp (2017-07-14 to 2017-07-14, seconds)\n"
            + "warning: \"NA\" is the user of 60 of 75 interactions; if it stands for none, remove"
            + " these rows",
        remarks(read("A06_na_users.csv", CSV)));
  }

  @Test
  void aFirstRowOfDataIsNoHeading() throws IOException {
    String name = "A07_first_row_lost.tsv";
    LogFormat format = CSV.withDelimiter("\t").withColumns("1", "2", "4");
    assertRefused(
        name,
        format,
        ":1: expected the names of columns, found a row of data (u09, i27, 3, 1335928998); set"
            + " source.format.header=false, or =true if these are names");
    assertEquals(163, read(name, format.withHeader(false)).count());
    assertEquals(162, read(name, format.withHeader(true)).count());
  }

  @Test
  void twoColumnsThatCouldBeTheItemAreRefused() throws IOException {
    assertRefused(
        "A08_two_items.csv",
        CSV,
        ":1: expected one column for the item, found 2 (item as number 2, item_id as number 3);"
            + " set source.format.itemColumn");
    assertEquals(
        "user = user_id, item = item_id, time = timestamp (2012-04-08 to 2012-05-26, seconds); not"
            + " used: item",
        remarks(read("A08_two_items.csv", CSV.withColumns(null, "item_id", null))));
  }

  @Test
  void oneColumnForTwoRolesIsRefused() {
    assertRefused(
        "plain.csv",
        CSV.withColumns("1", "1", null),
        ":1: expected different columns for user, item and time, found user for two of them; set"
            + " source.format.userColumn, source.format.itemColumn or source.format.timeColumn");
  }

  @Test
  void mixedUnitsOfTimeAreWarnedOf() throws IOException {
    assertTrue(
        remarks(read("A09_mixed_units.csv", CSV))
            .contains("are hardly all of one unit (the last would be in the year 44,"));
    assertFalse(remarks(read("plain.csv", CSV)).contains("unit (the"));
  }

  @Test
  void blanksAroundIdsAreLeftOut() throws IOException {
    Interactions log = read("A10_spaces.csv", CSV);
    assertTrue(log.itemIds().indexOf("i01") >= 0);
    assertTrue(remarks(log).endsWith("\nblanks around ids were left out"), remarks(log));
    Path quoted =
        Files.writeString(
            directory.resolve("q.csv"), "user,item,ts\n\" u\",\"a\u00a0\",1\nu,b,2\n");
    assertEquals(1, Interactions.read(quoted).users());
  }

  @Test
  void timesMayHaveFractions() throws IOException {
    Interactions log = read("A11_fractional.inter", CSV);
    assertEquals(163, log.count());
    assertEquals(20, log.users());
    assertEquals(0, LogStatistics.of(log).tieShare());
    Path late =
        Files.writeString(
            directory.resolve("late.csv"), "user,item,ts\nu,b,10\nu,a,9.5\nu,c,10.25\n");
    assertEquals(List.of("a b c"), sequences(Interactions.read(late)));
  }

  @Test
  void timesMayEndInUtc() throws IOException {
    assertEquals(
        "user = user_id, item = product_id, time = event_time (2012-04-08 to 2012-05-26, dates)",
        remarks(read("A12_utc_suffix.csv", CSV)));
  }

  @Test
  void dateAndTimeOfDayMayBeTwoColumns() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("log.csv"),
            "user,item,day,clock\nu,b,2024-05-01,10:00\nu,a,2024-05-01,09:59:59\n");
    Interactions log =
        new LogFile(file).withFormat(CSV.withColumns(null, null, "day+clock")).read(Filters.NONE);
    assertEquals(List.of("a b"), sequences(log));
    assertEquals(
        "user = user, item = item, time = day + clock (2024-05-01 to 2024-05-01, dates)",
        remarks(log));
  }

  @Test
  void aFirstLineThatEndsInACarriageReturnIsOnlyTheHeading() throws IOException {
    Path file =
        Files.writeString(directory.resolve("log.csv"), "user,item,ts\ru,a,1\nu,b,2\nu,c,3\n");
    assertEquals(List.of("a b c"), sequences(Interactions.read(file)));
  }

  @Test
  void aFileOfOneUserPerLineIsNoFileOfPairs() throws IOException {
    Path file = Files.writeString(directory.resolve("log.txt"), "1 5 6 7\n2 5 8 9\n");
    assertEquals(
        file
            + ":1: expected 2 fields, found 4; set source.format.preset, to sequences if a row has"
            + " all items of a user, or source.format.delimiter",
        assertThrows(
                DataException.class,
                () ->
                    new LogFile(file).withFormat(LogFormat.of(Preset.BERT4REC)).read(Filters.NONE))
            .getMessage());
  }

  private static void assertRefused(String name, LogFormat format, String message) {
    assertEquals(
        CASES.resolve(name) + message,
        assertThrows(DataException.class, () -> read(name, format)).getMessage());
  }

  private static Interactions read(String name, LogFormat format) throws IOException {
    return new LogFile(CASES.resolve(name)).withFormat(format).read(Filters.NONE);
  }

  private static String remarks(Interactions log) {
    return String.join("\n", log.reading().remarks());
  }

  private static List<String> sequences(Interactions log) {
    List<String> sequences = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      StringJoiner items = new StringJoiner(" ");
      for (int i = 0; i < log.length(user); i++) {
        items.add(log.itemIds().get(log.item(user, i)));
      }
      sequences.add(items.toString());
    }
    return sequences;
  }
}
