package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.LogFormat.Preset;

/** The messages for bad files; all begin with the file's path. */
class BadLogTest {
  private static final String HEADER = "user,item,timestamp\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void aFileThatIsNoLogIsNamed() throws IOException {
    assertEquals(
        directory + ": expected a log or files of one, found none in it; check the path",
        assertThrows(DataException.class, () -> read(directory, 0)).getMessage());
    Path missing = directory.resolve("missing.csv");
    assertEquals(
        missing + ": expected a file, found none; check the path",
        assertThrows(DataException.class, () -> read(missing, 0)).getMessage());
    assertMessage("", ": expected text, found an empty file; check the path");
    assertMessage("\n\n", ": expected interactions, found no rows; check the path");
    assertMessage("\ufeff", ": expected interactions, found no rows; check the path");
    assertMessage(HEADER, ": expected interactions, found none below the header; check the path");
  }

  @Test
  void aMissingColumnIsNamedBesideThoseThereAre() throws IOException {
    assertMessage(
        "customer,product,when\n1,2,3\n",
        ":1: expected a column for the user (user, userId, uid, user_id:token, reviewerID,"
            + " visitorId), found 3 columns (customer, product, when); set source.format.userColumn"
            + " or the format");
    assertMessage(
        "user item\n1 2\n",
        ":1: expected a column for the user (user, userId, uid, user_id:token, reviewerID,"
            + " visitorId), found the one column \"user item\" (are blanks the delimiter?); set"
            + " source.format.userColumn or the format");
    var format = LogFormat.of(Preset.CSV).withColumns(null, null, "when");
    Path file = Files.writeString(directory.resolve("log.csv"), HEADER + "1,2,3\n");
    assertEquals(
        file
            + ":1: expected a column for the time (when), found 3 columns (user, item, timestamp);"
            + " set source.format.timeColumn or the format",
        assertThrows(
                DataException.class,
                () ->
                    new LogReader(format, Filters.NONE, 0, directory.resolve("rejects.csv"))
                        .read(file))
            .getMessage());
  }

  @Test
  void aRowWithTooFewOrTooManyFieldsIsNamed() throws IOException {
    assertMessage(
        HEADER + "u,a,1\nu,b\n",
        ":3: expected 3 fields, found 2; set the delimiter or the format if needed");
    assertMessage(
        HEADER + "u,a,b,1\n",
        ":2: expected 3 fields, found 4; set the delimiter or the format if needed");
    assertMessage(
        "user,item\nu,a,b,c\n",
        ":2: expected 2 fields, found 4; set the delimiter or the format if needed, to sequences if"
            + " a row has all items of a user");
  }

  @Test
  void blankLinesAndLineBreaksInQuotesCountAsLines() throws IOException {
    assertMessage(
        "\nuser,item,note\n\nu,a,\"two\nlines\"\n\nu,b\n",
        ":7: expected 3 fields, found 2; set the delimiter or the format if needed");
    assertMessage(
        "user,item,note\r\nu,a,\"two\r\nlines\"\r\n\r\nu,b\r\n",
        ":5: expected 3 fields, found 2; set the delimiter or the format if needed");
  }

  @Test
  void anEmptyIdOrOneWithALineBreakIsNamed() throws IOException {
    assertMessage(
        HEADER + ",a,1\n",
        ":2: expected the id of a user, found an empty field; fill it or remove the row");
    assertMessage(
        HEADER + "u,\"\",1\n",
        ":2: expected the id of an item, found an empty field; fill it or remove the row");
    assertMessage(
        HEADER + "u,\"a\nb\",1\n",
        ":2: expected the id of an item in one line, found a line break in \"a b\"; fix the"
            + " quotes");
  }

  @Test
  void aTimeThatIsNoneIsNamedAndShortened() throws IOException {
    assertMessage(
        HEADER + "u,a,yesterday\n",
        ":2: expected a number or a date as time, found \"yesterday\"; name the"
            + " time column if it is a different one");
    assertMessage(
        HEADER + "u,a,17\nu,b,2020-01-01\n",
        ":3: expected a whole number as time, found \"2020-01-01\"; name the time column if it is a"
            + " different one");
    assertMessage(
        HEADER + "u,a,2020-13-01\n",
        ":2: expected a date such as 2024-05-31 12:00:00 as time, found \"2020-13-01\"; set"
            + " source.format.timeFormat to a pattern for other dates, or name the time column if"
            + " it is a different one");
    assertMessage(
        HEADER + "u,a,1" + "0".repeat(99) + "\n",
        ":2: expected a number as time, found \"1"
            + "0".repeat(59)
            + "…\"; name the time column if it is a different one");
  }

  @Test
  void aWrongQuoteIsNamedWhereItsRowBegins() throws IOException {
    assertMessage(
        HEADER + "u,a,1\nu,\"b,2\nu,c,3\n",
        ":3: expected a closing quote followed by a delimiter, found:"
            + " EOF reached before encapsulated token finished; fix the quotes");
    String afterQuote = message((HEADER + "u,\"b\"x,2\n").getBytes(StandardCharsets.UTF_8));
    assertTrue(
        afterQuote.startsWith(":2: expected a closing quote followed by a delimiter, found: "),
        afterQuote);
  }

  @Test
  void anOpenQuoteIsNotFollowedThroughAWholeFile() throws IOException {
    assertMessage(
        HEADER + "u,\"a,1\n" + "u,b,2\n".repeat(1 << 19),
        ":2: expected a closing quote, found none in 1048576 characters; add it or remove the"
            + " opening one");
  }

  @Test
  void aVeryLongLineIsNotRead() throws IOException {
    assertMessage(
        HEADER + "u,a,1\nu," + "b".repeat(10_000_000) + ",2\n",
        ":3: expected a row of at most 1048576 characters, found a longer one; is this a text"
            + " file?");
  }

  @Test
  void bytesThatAreNoTextAreNamedWithTheirLine() throws IOException {
    assertMessage(
        HEADER + "u,a\0,1\n", ":2: expected text, found a NUL byte; is this a text file?");
    String expected =
        ": expected UTF-8, found other bytes; convert it, e.g. iconv -f LATIN1 -t UTF-8";
    for (int rows : new int[] {0, 3, 20_000}) {
      byte[] latin = "u,ä,1\n".getBytes(StandardCharsets.ISO_8859_1);
      byte[] good = (HEADER + "u,ä,1\n".repeat(rows)).getBytes(StandardCharsets.UTF_8);
      byte[] both = Arrays.copyOf(good, good.length + latin.length);
      System.arraycopy(latin, 0, both, good.length, latin.length);
      assertEquals(":" + (rows + 2) + expected, message(both));
    }
    byte[] cut = Arrays.copyOf((HEADER + "u,ä").getBytes(StandardCharsets.UTF_8), 23);
    assertEquals(":2" + expected, message(cut));
  }

  @Test
  void utf16IsReadIfItIsMarked() throws IOException {
    Path file = directory.resolve("log.csv");
    for (byte[] bytes :
        List.of(
            (HEADER + "ü,a,1\n").getBytes(StandardCharsets.UTF_16),
            ("\ufeff" + HEADER + "ü,a,1\n").getBytes(StandardCharsets.UTF_16LE))) {
      Interactions log = Interactions.read(Files.write(file, bytes));
      assertEquals("ü", log.userId(0));
    }
    assertEquals(
        ":1: expected text, found a NUL byte; is this a text file?",
        message(HEADER.getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void anArrayOfJsonIsNamed() throws IOException {
    for (String text : new String[] {"[{\"user\": \"u\"}]", " [\n {\"user\": 1},\n"}) {
      assertEquals(
          ":1: expected rows, or an object of JSON in each line, found an array of JSON; write its"
              + " objects as lines, e.g. jq -c '.[]'",
          message(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aDamagedGzIsNamed() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 2000; i++) {
      rows.append("u,").append(i * 7919L % 2003).append(",1\n");
    }
    byte[] whole = gz(rows.toString());
    String end = "; fetch or compress it again";
    String cut = message(Arrays.copyOf(whole, whole.length / 2));
    assertTrue(
        cut.endsWith(
            ": expected an intact gz file, found a damaged one (Unexpected end of ZLIB input"
                + " stream)"
                + end),
        cut);
    String headOnly = message(Arrays.copyOf(whole, 5));
    assertTrue(
        headOnly.startsWith(":1: expected an intact gz file, found a damaged one ("), headOnly);
    byte[] flipped = whole.clone();
    flipped[flipped.length - 6] ^= 1; // the checksum
    String damaged = message(flipped);
    assertTrue(damaged.contains(": expected an intact gz file, found a damaged one ("), damaged);
    assertTrue(damaged.endsWith(end), damaged);
  }

  @Test
  void someBadRowsAreKeptInTheRejectsFileAndCounted() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("log.csv"), HEADER + "u,a,soon\nu,a,1\nu,\"b,c\"\nu,d,2\n");
    Interactions log = read(file, 2);
    assertEquals(2, log.count());
    assertEquals(
        new Interactions.Reading(new LogSize(2, 1, 2), 2, log.reading().remarks(), List.of()),
        log.reading());
    assertEquals(
        List.of(
            "2,\"expected a number or a date as time, found \"\"soon\"\"; name the"
                + " time column if it is a different one\",u,a,soon",
            "4,\"expected 3 fields, found 2; set the delimiter or the format if"
                + " needed\",u,\"b,c\""),
        Files.readAllLines(directory.resolve("rejects.csv")));
  }

  @Test
  void badRowsNeedNotBeKept() throws IOException {
    Path file = Files.writeString(directory.resolve("log.csv"), HEADER + "u,a,soon\nu,a,1\n");
    Interactions log = new LogFile(file).withMaxBadRows(1, null).read(Filters.NONE);
    assertEquals(1, log.reading().badRows());
    try (var files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aValueThatIsNoNumberIsNamedIfOneIsNeeded() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("log.csv"), "user,item,rating\nu,a,5\nu,b,good\nu,c,NaN\n");
    assertEquals(3, Interactions.read(file).count());
    Filters rated = Filters.NONE.withMinValue(4.0);
    assertEquals(
        file
            + ":3: expected a number as value, found \"good\"; name the value column if it is a"
            + " different one",
        assertThrows(DataException.class, () -> new LogFile(file).read(rated)).getMessage());
    assertEquals(
        1, new LogFile(file).withMaxBadRows(2, null).read(rated).count()); // NaN is none either
    Path unrated = Files.writeString(directory.resolve("unrated.csv"), HEADER + "u,a,1\n");
    assertEquals(
        unrated
            + ":1: expected a column for the value (rating, rating:float, score, stars, value,"
            + " overall), found 3 columns (user, item, timestamp); set source.format.valueColumn or"
            + " the format",
        assertThrows(DataException.class, () -> new LogFile(unrated).read(rated)).getMessage());
  }

  @Test
  void oneBadRowTooManyStops() throws IOException {
    Path file = Files.writeString(directory.resolve("log.csv"), HEADER + "u,a\nu,a,1\nu,b\n");
    assertEquals(
        file
            + ":4: expected 3 fields, found 2; set the delimiter or the format if needed; only 1"
            + " malformed rows are skipped",
        assertThrows(DataException.class, () -> read(file, 1)).getMessage());
    assertEquals(1, Files.readAllLines(directory.resolve("rejects.csv")).size());
  }

  @Test
  void withoutBadRowsThereIsNoRejectsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("log.csv"), HEADER + "u,a,1\n");
    assertEquals(1, read(file, 5).count());
    assertFalse(Files.exists(directory.resolve("rejects.csv")));
  }

  @Test
  void aLogOfShortHistoriesOnlyIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("log.csv"), HEADER + "u,a,1\nu,b,2\n");
    Filters filters = Filters.NONE.withMinUserInteractions(3);
    assertEquals(
        file
            + ": expected some of 2 interactions of 1 users with 2 items to remain, found none with"
            + " users with fewer than 3 interactions left out; lower filters.minUserInteractions",
        assertThrows(DataException.class, () -> new LogFile(file).read(filters)).getMessage());
  }

  @Test
  void limitsThatCannotBeAreRefused() {
    assertEquals(
        "maxBadRows must not be negative, found -1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new LogFile(directory).withMaxBadRows(-1, null))
            .getMessage());
    assertEquals(
        "log.csv: expected a file, found none; check the path",
        assertThrows(DataException.class, () -> new LogFile().read(Filters.NONE)).getMessage());
  }

  private Interactions read(Path file, long maxBadRows) throws IOException {
    return new LogReader(
            LogFormat.of(Preset.CSV), Filters.NONE, maxBadRows, directory.resolve("rejects.csv"))
        .read(file);
  }

  private void assertMessage(String text, String expected) throws IOException {
    assertEquals(expected, message(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The message for a file with these bytes, without its path. */
  private String message(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("log.csv"), bytes);
    String message =
        String.valueOf(assertThrows(DataException.class, () -> read(file, 0)).getMessage());
    assertTrue(message.startsWith(file.toString()), message);
    assertEquals(1, message.lines().count(), message);
    return message.substring(file.toString().length());
  }

  private static byte[] gz(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
