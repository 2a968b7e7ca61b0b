package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.LogFormat.Preset;

/** Forms of logs other than one file of rows with a heading. */
class LogFormsTest {
  private static final LogFormat CSV = LogFormat.of(Preset.CSV);

  @TempDir private Path directory = Path.of("");

  @Test
  void aFolderOrAPatternIsOneLog() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("log"));
    Files.writeString(folder.resolve("part-1.csv"), "user,item,ts\nu,b,2\nv,x,1\n");
    Files.writeString(folder.resolve("part-2.csv"), "ts,item,user\n1,a,u\n3,c,u\n");
    Files.writeString(folder.resolve("_SUCCESS"), "");
    Files.writeString(folder.resolve(".part-1.csv.crc"), "x");
    assertEquals(List.of("a b c", "x"), sequences(CSV, folder));
    assertEquals(List.of("a b c", "x"), sequences(CSV, folder.resolve("part-*.csv")));
    assertEquals(List.of("a c"), sequences(CSV, folder.resolve("part-[2-9].csv")));
    assertRefused(
        CSV,
        folder.resolve("*.tsv"),
        folder.resolve("*.tsv") + ": expected files whose names match, found none; check the path");
    Files.writeString(folder.resolve("part-3.csv"), "item,user\na,u\n");
    assertRefused(
        CSV,
        folder,
        folder.resolve("part-3.csv")
            + ": expected a column of times, like the first file of the log, found another heading"
            + " (item, user)");
  }

  @Test
  void aBadRowIsNamedByItsOwnFile() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("log"));
    Files.writeString(folder.resolve("1.csv"), "user,item,ts\nu,b,2\n");
    Files.writeString(folder.resolve("2.csv"), "user,item,ts\nu,b,2\nu,a\n");
    assertRefused(
        CSV,
        folder,
        folder.resolve("2.csv")
            + ":3: expected 3 fields, found 2; set the delimiter or the format if needed");
  }

  @Test
  void linesOfJsonHaveTheirFieldsByName() throws IOException {
    Path file =
        write(
            """
            {"user_id": 7, "item": "b", "ts": 1335928998.5}

            {"ts": 1335928997, "item": "a", "user_id": 7, "note": null}
            """);
    assertEquals(List.of("a b"), sequences(CSV, file));
    Path nested =
        write(
            """
            {"who": {"id": "u"}, "what": {"product": {"id": 5}}, "at": "2024-05-01T10:00:00Z"}
            {"who": {"id": "u"}, "what": {"product": {"id": 4}}, "at": "2024-05-01T09:00:00Z"}
            """);
    LogFormat dotted = CSV.withColumns("who.id", "what.product.id", "at");
    assertEquals(List.of("4 5"), sequences(dotted, nested));
  }

  @Test
  void aLineThatIsNoObjectIsNamed() throws IOException {
    String good = "{\"user\":\"u\",\"item\":\"a\",\"ts\":1}\n";
    Path file = write(good + "\n[1,2]\n");
    assertRefused(
        CSV,
        file,
        file + ":3: expected an object of JSON in a line, found: other JSON; fix the line");
    Path cut = write(good + "{\"user\":\n");
    String message = refusal(CSV, cut);
    assertTrue(
        message.startsWith(cut + ":2: expected an object of JSON in a line, found: "), message);
    Path without = write(good + "{\"user\":\"u\",\"ts\":1}\n");
    assertRefused(
        CSV,
        without,
        without
            + ":2: expected the id of an item, found an empty field; fill it or remove the row");
  }

  @Test
  void aConditionChoosesRows() throws IOException {
    Path file =
        write("user,item,ts,event\nu,a,1,view\nu,b,2,purchase\nu,c,3, Purchase\nu,d,4,cart\n");
    assertEquals(List.of("b"), sequences(CSV.withWhere("event=purchase"), file));
    assertEquals(List.of("b d"), sequences(CSV.withWhere("event=purchase,cart"), file));
    assertEquals(List.of("a"), sequences(CSV.withWhere("4 = view"), file));
    assertEquals(
        "3 rows do not meet the condition",
        read(CSV.withWhere("event=cart"), file).reading().remarks().get(1));
    assertRefused(
        CSV.withWhere("kind=x"),
        file,
        file
            + ":1: expected a column for the condition (kind), found 4 columns (user, item, ts,"
            + " event); set source.format.where or the format");
    assertEquals(
        "expected a condition such as event=purchase, found \"purchase\"",
        assertThrows(IllegalArgumentException.class, () -> CSV.withWhere("purchase")).getMessage());
  }

  @Test
  void aLineOfExcelMayNameTheDelimiter() throws IOException {
    for (String hint : new String[] {"sep=;\n", "\"sep=;\"\r\n", "\ufeffsep=;\n"}) {
      Path file = directory.resolve("excel.csv");
      Files.writeString(file, hint + "user;item\nu;a,1\nu;b\n");
      assertEquals(List.of("a,1 b"), sequences(CSV, file));
      Files.writeString(file, hint + "user;item\nu;\"a,1\"\nu;b\n"); // not plain
      assertEquals(List.of("a,1 b"), sequences(CSV, file));
      Files.writeString(file, hint + "user;item\nu;a\nu\n");
      assertRefused(
          CSV,
          file,
          file + ":4: expected 2 fields, found 1; set the delimiter or the format if needed");
      Files.writeString(file, hint + "item;title\na;One;1\n");
      assertEquals(
          file + ":3: expected 2 fields, found 3; put titles with commas in quotes",
          assertThrows(DataException.class, () -> ItemTitles.read(file)).getMessage());
      Files.writeString(file, hint + "item;title\na;One\n");
      assertEquals("One", ItemTitles.read(file).title("a"));
    }
  }

  @Test
  void linesOfPythonAreRead() throws IOException {
    Path file = directory.resolve("steam.json");
    Files.writeString(
        file,
        """
        {u'username': u'Ann', u'hours': 0.1, u'product_id': u'7', u'date': u'2017-12-17', u'text': u'x\\xe9'}
        {u'username': u'Ann', u'product_id': u'5', u'early_access': False, u'date': u'2016-01-02'}
        """);
    assertEquals(List.of("5 7"), sequences(LogFormat.of(Preset.STEAM), file));
  }

  @Test
  void otherCharacterSetsAreRead() throws IOException {
    Path latin = directory.resolve("latin.csv");
    Files.write(latin, "user,item,ts\nü,é,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("é"), sequences(CSV.withEncoding("latin1"), latin));
    Path utf16 = directory.resolve("utf16.csv");
    Files.write(utf16, "user,item,ts\nü,\ud83d\ude00,1\n".getBytes(StandardCharsets.UTF_16));
    assertEquals(List.of("\ud83d\ude00"), sequences(CSV.withEncoding("UTF-16"), utf16));
    assertRefused(
        CSV.withEncoding("US-ASCII"),
        latin,
        latin + ": expected text in US-ASCII, found other bytes; set source.format.encoding");
    assertEquals(
        "source.format.encoding: expected the name of a character set such as ISO-8859-1, found"
            + " \"klingon\"",
        assertThrows(IllegalArgumentException.class, () -> CSV.withEncoding("klingon"))
            .getMessage());
  }

  @Test
  void publishedLogsAreRead() throws IOException {
    assertPreset("2 1", Preset.MOVIELENS, "196\t1\t3\t881250949\n196\t2\t3\t881250948\n");
    assertPreset("37 12 5", Preset.SEQUENCES, "1 37 12 5\n");
    assertPreset("2 1", Preset.AMAZON_RATINGS, "A,1,5.0,9\nA,2,1.0,8\n");
    assertPreset(
        "2 1",
        Preset.AMAZON_REVIEWS,
        "{\"reviewerID\":\"A\",\"asin\":\"1\",\"unixReviewTime\":9}\n"
            + "{\"reviewerID\":\"A\",\"asin\":\"2\",\"unixReviewTime\":8}\n");
    assertPreset(
        "t2 t1",
        Preset.LASTFM_1K,
        "u\t2009-05-04T23:08:57Z\ta\t\"A\tt1\tx\nu\t2009-05-03T23:08:57Z\ta\tA\tt2\t\"\n");
    assertPreset(
        "2 1",
        Preset.RETAILROCKET,
        "timestamp,visitorid,event,itemid,transactionid\n9,7,view,1,\n8,7,view,2,\n");
    assertPreset(
        "2 1",
        Preset.YOOCHOOSE,
        "1,2014-04-07T10:51:09.277Z,1,0\n1,2014-04-07T10:51:09.276Z,2,0\n");
    assertPreset(
        "2 1",
        Preset.DIGINETICA,
        "sessionId;userId;itemId;timeframe;eventdate\n"
            + "1;NA;1;20;2016-05-09\n"
            + "1;NA;2;10;2016-05-09\n");
    assertPreset(
        "2 1",
        Preset.REES46,
        "event_time,event_type,product_id,user_id\n2019-10-01 00:00:01 UTC,view,1,u\n"
            + "2019-10-01 00:00:00 UTC,view,2,u\n");
    assertPreset(
        "v2 v1",
        Preset.FOURSQUARE,
        "470\tv1\tc\tN\t40\t-74\t-240\tTue Apr 03 18:00:09 +0000 2012\n"
            + "470\tv2\tc\tN\t40\t-74\t-240\tTue Apr 03 18:00:08 +0000 2012\n");
    assertPreset(
        "b2 b1",
        Preset.YELP,
        "{\"user_id\":\"u\",\"business_id\":\"b1\",\"date\":\"2018-07-07 22:09:11\"}\n"
            + "{\"user_id\":\"u\",\"business_id\":\"b2\",\"date\":\"2018-07-07 22:09:10\"}\n");
    assertPreset(
        "2 1",
        Preset.RECBOLE,
        "user_id:token\titem_id:token\ttimestamp:float\nu\t1\t9.5\nu\t2\t9.25\n");
    for (Preset preset : Preset.values()) {
      assertTrue(!preset.example().isEmpty(), preset.name());
    }
  }

  private void assertPreset(String items, Preset preset, String text) throws IOException {
    assertEquals(List.of(items), sequences(LogFormat.of(preset), write(text)), preset.name());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("log"), text);
  }

  private static void assertRefused(LogFormat format, Path file, String message) {
    assertEquals(message, refusal(format, file));
  }

  private static String refusal(LogFormat format, Path file) {
    return String.valueOf(assertThrows(DataException.class, () -> read(format, file)).getMessage());
  }

  private static Interactions read(LogFormat format, Path file) throws IOException {
    return new LogFile(file).withFormat(format).read(Filters.NONE);
  }

  private static List<String> sequences(LogFormat format, Path file) throws IOException {
    Interactions log = read(format, file);
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
