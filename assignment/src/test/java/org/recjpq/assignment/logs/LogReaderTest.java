package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.LogFormat.Preset;

class LogReaderTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void usersKeepTheOrderOfTheLogAndTheirItemsTheOrderOfTime() throws IOException {
    Interactions log =
        read(Preset.CSV, "user,item,timestamp\nu2,a,30\nu1,b,20\nu2,c,10\nu1,a,10\nu2,a,20\n");
    assertEquals(List.of("c a a", "a b"), sequences(log));
    assertEquals(3, log.itemIds().size());
    assertEquals(
        new Interactions.Reading(new LogSize(5, 2, 3), 0, log.reading().remarks(), List.of()),
        log.reading());
    assertEquals(2, log.position(0, 0)); // u2's c is the third row
    assertEquals(10, log.time(0, 0));
  }

  @Test
  void equalTimesKeepTheOrderOfTheLogWhateverTheIds() throws IOException {
    Interactions log =
        read(
            Preset.CSV,
            """
            user,item,timestamp
            u,z,5
            u,late,9
            u,a,5
            u,m,5
            u,first,-1
            """);
    assertEquals(List.of("first z a m late"), sequences(log));
  }

  @Test
  void timesFarApartAreInOrder() throws IOException {
    Interactions log =
        read(
            Preset.CSV,
            "user,item,time\nu,b,%d\nu,c,0\nu,a,%d\n".formatted(Long.MAX_VALUE, Long.MIN_VALUE));
    assertEquals(List.of("a c b"), sequences(log));
  }

  @Test
  void withoutTimesTheOrderOfRowsCounts() throws IOException {
    Interactions log = read(Preset.CSV, "user_id,item_id\n1,9\n2,8\n1,7\n1,9\n");
    assertEquals(List.of("9 7 9", "8"), sequences(log));
    assertEquals(2, log.time(0, 1));
  }

  @Test
  void usersWithFewInteractionsAreLeftOut() throws IOException {
    Path file = write("log.csv", "user,item\na,1\nb,2\na,3\nc,4\nc,5\nc,6\n");
    Interactions log = new LogFile(file).read(Filters.NONE.withMinUserInteractions(2));
    assertEquals(List.of("1 3", "4 5 6"), sequences(log));
    assertEquals(new LogSize(6, 3, 6), log.reading().log());
    assertEquals(new LogSize(5, 2, 5), log.reading().size());
    assertEquals(2, log.users());
    assertEquals(5, log.count());
  }

  @Test
  void movieLensComesWithColonsOrWithAHeader() throws IOException {
    assertEquals(
        List.of("661 1193"),
        sequences(read(Preset.MOVIELENS, "1::1193::5::978300760\n1::661::3::978300700\n")));
    assertEquals(
        List.of("3 1"),
        sequences(
            read(
                Preset.MOVIELENS,
                "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,4.0,964981247\n")));
  }

  @Test
  void bert4recFilesAreInOrder() throws IOException {
    assertEquals(List.of("5 3 5", "4"), sequences(read(Preset.BERT4REC, "1 5\n1 3\n2 4\n1 5\n")));
  }

  @Test
  void bookingTripsAreUsersAndHiddenCitiesLeftOut() throws IOException {
    Interactions log =
        read(
            Preset.BOOKING,
            """
            user_id,checkin,checkout,city_id,device_class,affiliate_id,booker_country,hotel_country,utrip_id
            1000027,2016-08-16,2016-08-18,38677,desktop,7168,Elbonia,Gondal,1000027_1
            1000027,2016-08-13,2016-08-14,8183,desktop,7168,Elbonia,Gondal,1000027_1
            1000027,2016-08-20,2016-08-21,0,desktop,7168,Elbonia,Gondal,1000027_1
            """);
    assertEquals(List.of("8183 38677"), sequences(log));
    assertEquals(2, log.reading().log().interactions());
  }

  @Test
  void gowallaCheckInsAreSortedByInstant() throws IOException {
    Interactions log =
        read(
            Preset.GOWALLA,
            """
            0\t2010-10-19T23:55:27Z\t30.2359091167\t-97.7951395833\t22847
            0\t2010-10-18T22:17:43Z\t30.2691029532\t-97.7493953705\t420315
            """);
    assertEquals(List.of("420315 22847"), sequences(log));
    assertEquals(1_287_440_263_000_000_000L, log.time(0, 0));
  }

  @Test
  void columnsGoByNameOrNumberAndTheDelimiterMayBeAnyText() throws IOException {
    Path file = write("log.txt", "when||what||who\n2||a||u\n1||b||u\n");
    var names = LogFormat.of(Preset.CSV).withDelimiter("||").withColumns("WHO", "what", "when");
    var numbers =
        LogFormat.of(Preset.CSV).withDelimiter("||").withColumns("3", "2", "1").withHeader(true);
    assertEquals(
        List.of("b a"), sequences(new LogReader(names, Filters.NONE, 0, rejects()).read(file)));
    assertEquals(
        List.of("b a"), sequences(new LogReader(numbers, Filters.NONE, 0, rejects()).read(file)));
  }

  @Test
  void withoutAHeaderTheFirstThreeColumnsAreTaken() throws IOException {
    Path file = write("log.csv", "u,a,2\nu,b,1\n");
    var format = LogFormat.of(Preset.CSV).withHeader(false);
    assertEquals(
        List.of("b a"), sequences(new LogReader(format, Filters.NONE, 0, rejects()).read(file)));
    Path untimed = write("untimed.csv", "u,a\nu,b\n");
    assertEquals(
        List.of("a b"), sequences(new LogReader(format, Filters.NONE, 0, rejects()).read(untimed)));
  }

  @Test
  void tabsSemicolonsQuotesBlankLinesAndAByteOrderMarkAreUnderstood() throws IOException {
    assertEquals(
        List.of("a b"), sequences(read(Preset.CSV, "user_id:token\titem_id:token\nu\ta\nu\tb\n")));
    assertEquals(List.of("a b"), sequences(read(Preset.CSV, "user;item\nu;a\nu;b\n")));
    assertEquals(
        List.of("a,1 \"b\""),
        sequences(read(Preset.CSV, "\"user\",\"item\"\n\"u\",\"a,1\"\nu,\"\"\"b\"\"\"\n")));
    assertEquals(
        List.of("a b"),
        sequences(read(Preset.CSV, "\ufeff\r\n\r\nuser,item\r\n\r\nu,a\r\nu,b\r\n\r\n")));
  }

  @Test
  void gzIsToldByItsFirstBytes() throws IOException {
    Path file = directory.resolve("log.csv");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("user,item\nu,a\nu,b\n".getBytes(StandardCharsets.UTF_8));
    }
    var reader = new LogReader(LogFormat.of(Preset.CSV), Filters.NONE, 0, rejects());
    assertEquals(List.of("a b"), sequences(reader.read(file)));
  }

  @Test
  void thousandsOfRowsInRandomOrderEndUpSorted() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<int[]> rows = new ArrayList<>(); // user, item, time
    StringBuilder text = new StringBuilder("user,item,timestamp\n");
    for (int i = 0; i < 5000; i++) {
      int[] row = {random.nextInt(50), random.nextInt(300), random.nextInt(40)};
      rows.add(row);
      text.append("u%d,i%d,%d\n".formatted(row[0], row[1], row[2]));
    }
    Map<Integer, List<int[]>> byUser = new LinkedHashMap<>();
    rows.forEach(row -> byUser.computeIfAbsent(row[0], user -> new ArrayList<>()).add(row));
    List<String> expected = new ArrayList<>();
    for (List<int[]> own : byUser.values()) {
      own.sort(Comparator.comparingInt(row -> row[2])); // stable
      expected.add(own.stream().map(row -> "i" + row[1]).collect(Collectors.joining(" ")));
    }
    assertEquals(expected, sequences(read(Preset.CSV, text.toString())));
  }

  private Interactions read(Preset preset, String text) throws IOException {
    return new LogReader(LogFormat.of(preset), Filters.NONE, 0, directory.resolve("rejects.csv"))
        .read(write("log", text));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path rejects() {
    return directory.resolve("rejects.csv");
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
