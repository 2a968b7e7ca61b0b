package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

class FiltersTest {
  /** Of 3 users and 4 items; x has one interaction, and so has item d. */
  private static final String[] ROWS = {
    "u,a,1,5",
    "u,b,2,1",
    "u,c,3,4",
    "v,a,2,3.5",
    "v,b,4,-1",
    "v,d,6,4",
    "w,a,7,4",
    "w,c,5,2",
    "x,b,3,5",
  };

  @TempDir private Path directory = Path.of("");

  private LogFile log(String... rows) throws IOException {
    String text = "user,item,time,rating\n" + String.join("\n", rows) + "\n";
    return new LogFile(Files.writeString(directory.resolve("log.csv"), text));
  }

  /** Each user with the items in the order of time, such as "u: a b c". */
  private static List<String> lines(Interactions log) {
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      StringBuilder line = new StringBuilder(log.userId(user)).append(":");
      for (int i = 0; i < log.length(user); i++) {
        line.append(' ').append(log.itemIds().get(log.item(user, i)));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> steps(Interactions log) {
    return log.reading().filters().stream().map(FilterStep::toString).toList();
  }

  @Test
  void withoutFiltersEverythingStaysAndNothingIsCounted() throws IOException {
    Interactions log = log(ROWS).read(Filters.NONE);
    assertEquals(List.of("u: a b c", "v: a b d", "w: c a", "x: b"), lines(log));
    assertEquals(
        List.of(
            "9 interactions of 4 users with 4 items",
            "user = user, item = item, time = time (1 to 7); not used: rating"),
        log.reading().lines());
  }

  @Test
  void usersAndItemsWithFewInteractionsAreLeftOutOnceItemsFirst() throws IOException {
    Interactions users = log(ROWS).read(Filters.NONE.withMinUserInteractions(3));
    assertEquals(List.of("u: a b c", "v: a b d"), lines(users));
    assertEquals(
        List.of(
            "users with fewer than 3 interactions left out: 6 of 9 interactions, 2 of 4 users and 4"
                + " of 4 items remain"),
        steps(users));
    // Without d, v has two left; and then b and c have two each, which is not checked again.
    Interactions both =
        log(ROWS).read(Filters.NONE.withMinUserInteractions(3).withMinItemInteractions(2));
    assertEquals(List.of("u: a b c"), lines(both));
    assertEquals(
        List.of(
            "9 interactions of 4 users with 4 items",
            "user = user, item = item, time = time (1 to 7); not used: rating",
            "items with fewer than 2 interactions left out: 8 of 9 interactions, 4 of 4 users and 3"
                + " of 4 items remain",
            "users with fewer than 3 interactions left out: 3 of 8 interactions, 1 of 4 users and 3"
                + " of 3 items remain"),
        both.reading().lines());
    assertEquals(new LogSize(3, 1, 3), both.reading().size());
  }

  /**
   * d and x are left out, then b has u and v, a all three, c u and w, and every user two or more.
   */
  @Test
  void aCoreHasEnoughOfBoth() throws IOException {
    Filters core =
        Filters.NONE.withMinUserInteractions(2).withMinItemInteractions(2).withCore(true);
    Interactions log = log(ROWS).read(core);
    assertEquals(List.of("u: a b c", "v: a b", "w: c a"), lines(log));
    assertEquals(
        List.of(
            "users with fewer than 2 and items with fewer than 2 interactions, repeatedly, left"
                + " out: 7 of 9 interactions, 3 of 4 users and 3 of 4 items remain"),
        steps(log));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aCoreIsTheOneThatRepeatedDeletionFinds(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 160; row++) {
      rows.add("u%d,i%d,%d,0".formatted(random.nextInt(1, 40), random.nextInt(1, 40), 1000 + row));
    }
    int leastOfUser = 3 + (int) (seed % 2);
    List<String> left = new ArrayList<>(rows);
    Optional<String> few = Optional.of("");
    while (few.isPresent()) {
      few =
          left.stream()
              .filter(row -> count(left, row, 0) < leastOfUser || count(left, row, 1) < 3)
              .findFirst();
      few.ifPresent(left::remove);
    }

    Filters core =
        Filters.NONE.withMinUserInteractions(leastOfUser).withMinItemInteractions(3).withCore(true);
    if (left.isEmpty()) {
      LogFile log = log(rows.toArray(String[]::new));
      assertThrows(DataException.class, () -> log.read(core));
      return;
    }
    assertTrue(left.size() < rows.size());
    Interactions expected = log(left.toArray(String[]::new)).read(Filters.NONE);
    Interactions found = log(rows.toArray(String[]::new)).read(core);
    assertEquals(Set.copyOf(lines(expected)), Set.copyOf(lines(found)));
    assertEquals(left.size(), found.count());
  }

  private static long count(List<String> rows, String row, int field) {
    String id = row.split(",", -1)[field];
    return rows.stream().filter(other -> other.split(",", -1)[field].equals(id)).count();
  }

  @Test
  void onlyTimesFromTheFirstToBeforeTheLastStay() throws IOException {
    Interactions log = log(ROWS).read(Filters.NONE.withTimes("2", "6"));
    assertEquals(List.of("u: b c", "v: a b", "w: c", "x: b"), lines(log));
    assertEquals(
        List.of(
            "interactions before 2 left out: 8 of 9 interactions, 4 of 4 users and 4 of 4 items"
                + " remain",
            "interactions from 6 on left out: 6 of 8 interactions, 4 of 4 users and 3 of 4 items"
                + " remain"),
        steps(log));
    Interactions from = log(ROWS).read(Filters.NONE.withTimes("6", null));
    assertEquals(List.of("v: d", "w: a"), lines(from));
    Interactions until = log(ROWS).read(Filters.NONE.withTimes(null, "2"));
    assertEquals(List.of("u: a"), lines(until));
  }

  @Test
  void lowValuesAreLeftOutBeforeUsersAreCounted() throws IOException {
    Filters filters = Filters.NONE.withMinValue(3.5).withMinUserInteractions(2);
    Interactions log = log(ROWS).read(filters);
    assertEquals(List.of("u: a c", "v: a d"), lines(log));
    assertEquals(
        List.of(
            "interactions with a value below 3.5 left out: 6 of 9 interactions, 4 of 4 users and 4"
                + " of 4 items remain",
            "users with fewer than 2 interactions left out: 4 of 6 interactions, 2 of 4 users and 3"
                + " of 4 items remain"),
        steps(log));
  }

  @Test
  void valuesOfOtherNamesAndInQuotesAreRead() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("log.txt"), "user|item|liked\nu|a|\"1\"\nu|b|0\nu|c| 1.0 \n");
    LogFormat format =
        LogFormat.of(LogFormat.Preset.CSV).withDelimiter("|").withValueColumn("liked");
    Interactions log = new LogFile(file).withFormat(format).read(Filters.NONE.withMinValue(1.0));
    assertEquals(List.of("u: a c"), lines(log));
    assertEquals(
        "interactions with a value below 1 left out: 2 of 3 interactions, 1 of 1 users and 2 of 3"
            + " items remain",
        steps(log).get(0));
    Path ratings = Files.writeString(directory.resolve("r.dat"), "1::2::5::10\n1::3::2::11\n");
    assertEquals(
        List.of("1: 2"),
        lines(
            new LogFile(ratings)
                .withFormat(LogFormat.of(LogFormat.Preset.MOVIELENS))
                .read(Filters.NONE.withMinValue(3.0))));
  }

  @Test
  void removedUsersLeaveNothingBehind() throws IOException {
    Path removed = directory.resolve("removed.txt");
    Files.writeString(removed, "u\n\nnobody\n");
    LogFile log = log("u,a,1,5", "v,b,2,5", "u,b,3,5", "v,c,4,5");
    Interactions read = log.read(Filters.NONE.withRemoveUsers(removed));
    assertEquals(List.of("v: b c"), lines(read));
    assertEquals(
        "1 users of the 2 in "
            + removed
            + " left out: 2 of 4 interactions, 1 of 2 users and 2 of 3 items remain",
        steps(read).get(0));
    assertEquals(
        lines(read), lines(log.read(Filters.NONE).filtered(Filters.NONE.withRemoveUsers(removed))));
    Files.writeString(removed, "u\nv\n");
    DataException refused =
        assertThrows(DataException.class, () -> log.read(Filters.NONE.withRemoveUsers(removed)));
    String nobody = String.valueOf(refused.getMessage());
    assertTrue(nobody.endsWith("set filters.removeUsers to a shorter list"), nobody);
    Files.writeString(removed, "\n");
    assertEquals(
        removed + ": expected ids, one a line, found none; check the file",
        assertThrows(DataException.class, () -> log.read(Filters.NONE.withRemoveUsers(removed)))
            .getMessage());
  }

  @Test
  void aFilterThatLeavesNothingIsNamed() throws IOException {
    LogFile log = log(ROWS);
    assertNothing(
        log,
        Filters.NONE.withMinValue(5.5),
        "interactions with a value below 5.5 left out; lower filters.minValue");
    assertNothing(
        log,
        Filters.NONE.withTimes("8", null),
        "interactions before 8 left out; set filters.from to an earlier time");
    assertNothing(
        log,
        Filters.NONE.withTimes(null, "1"),
        "interactions from 1 on left out; set filters.until to a later time");
    assertNothing(
        log,
        Filters.NONE.withMinItemInteractions(4),
        "items with fewer than 4 interactions left out; lower filters.minItemInteractions");
    assertNothing(
        log,
        Filters.NONE.withMinItemInteractions(3).withMinUserInteractions(3).withCore(true),
        "users with fewer than 3 and items with fewer than 3 interactions, repeatedly, left out;"
            + " lower filters.minUserInteractions or filters.minItemInteractions");
    Path untimed = Files.writeString(directory.resolve("untimed.csv"), "user,item\nu,a\n");
    assertEquals(
        untimed
            + ": expected times to compare with 8, found only the order of rows; name the"
            + " time column",
        assertThrows(
                DataException.class,
                () -> new LogFile(untimed).read(Filters.NONE.withTimes("8", null)))
            .getMessage());
  }

  private static void assertNothing(LogFile log, Filters filters, String end) {
    assertEquals(
        log.path()
            + ": expected some of 9 interactions of 4 users with 4 items to remain, found none with"
            + " "
            + end,
        assertThrows(DataException.class, () -> log.read(filters)).getMessage());
  }

  /** Random filters, applied while reading and afterwards. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void filteringInMemoryIsFilteringOnReading(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 400; row++) {
      rows.add(
          "u%d,i%d,%d,0"
              .formatted(random.nextInt(40), random.nextInt(60), 1000 + random.nextInt(50)));
    }
    LogFile file = log(rows.toArray(String[]::new));
    Filters first = Filters.NONE.withMinUserInteractions(8);
    Filters then =
        Filters.NONE
            .withTimes(seed % 2 == 0 ? "1007" : null, seed % 3 == 0 ? "1042" : null)
            .withMinItemInteractions(1 + random.nextInt(6))
            .withMinUserInteractions(1 + random.nextInt(6))
            .withCore(seed % 4 == 1);
    Interactions read = file.read(then);
    Interactions filtered = Interactions.read(file.path()).filtered(then);
    assertEquals(whole(read), whole(filtered));
    assertEquals(read.reading(), filtered.reading());
    Interactions twice = file.read(first).filtered(then);
    assertEquals(read.reading().log(), twice.reading().log());
    assertEquals(1 + read.reading().filters().size(), twice.reading().filters().size());
    assertEquals(twice.count(), twice.reading().size().interactions());
    assertEquals(twice.users(), twice.reading().size().users());
    assertEquals(whole(twice), whole(twice.filtered(Filters.NONE)));
  }

  private static List<String> whole(Interactions log) {
    List<String> lines = new ArrayList<>(lines(log));
    for (int user = 0; user < log.users(); user++) {
      assertEquals(user, log.userOf(log.userId(user)));
      for (int i = 0; i < log.length(user); i++) {
        lines.add(log.position(user, i) + " " + log.time(user, i) + " " + log.index(user, i));
      }
    }
    assertEquals(-1, log.userOf("nobody"));
    return lines;
  }

  @Test
  void valuesAreNotKeptInMemory() throws IOException {
    Interactions log = log(ROWS).read(Filters.NONE);
    assertEquals(
        "the log: expected interactions with values, to leave out those below 2.0, found"
            + " interactions in memory, which have none; filter them while reading from a file",
        assertThrows(DataException.class, () -> log.filtered(Filters.NONE.withMinValue(2.0)))
            .getMessage());
  }

  @Test
  void wrongSettingsAreNamed() {
    assertWrong(
        "minUserInteractions must be at least 1, found 0",
        () -> Filters.NONE.withMinUserInteractions(0));
    assertWrong(
        "minItemInteractions must be at least 1, found -2",
        () -> Filters.NONE.withMinItemInteractions(-2));
    assertWrong(
        "minValue must be a finite number, found NaN", () -> Filters.NONE.withMinValue(Double.NaN));
    assertWrong(
        "until: expected a whole number in the unit of the log, or an ISO 8601 date such as"
            + " 2024-05-31 or 2024-05-31T12:00:00Z, found \"later\"",
        () -> Filters.NONE.withTimes("1", "later"));
  }

  private static void assertWrong(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void duplicatesAreLeftOutAndCounted() throws IOException {
    String[] rows = {
      "u,a,5,1", "u,b,2,1", "u,a,3,1", "v,a,3,1", "u,a,3,2", "u,b,2,3", "u,a,5,9", "u,c,1,1"
    };
    Filters exact = Filters.NONE.withDropDuplicates(Filters.Duplicates.EXACT);
    Interactions log = log(rows).read(exact);
    assertEquals(List.of("u: c b a a", "v: a"), lines(log));
    assertEquals(
        List.of(
            "interactions with the user, item and time of an earlier one left out: 5 of 8"
                + " interactions, 2 of 2 users and 3 of 3 items remain"),
        steps(log));
    Filters repeated = Filters.NONE.withDropDuplicates(Filters.Duplicates.REPEATED);
    Interactions first = log(rows).read(repeated);
    assertEquals(List.of("u: c b a", "v: a"), lines(first));
    assertEquals(3, first.time(0, 2));
    assertEquals(
        List.of(
            "interactions with the user and item of an earlier one left out: 4 of 8 interactions, 2"
                + " of 2 users and 3 of 3 items remain"),
        steps(first));
    assertEquals(lines(log), lines(log(rows).read(Filters.NONE).filtered(exact)));
    assertEquals(lines(first), lines(log(rows).read(Filters.NONE).filtered(repeated)));
    // after the first two filters: the older one of u and a is gone, so the other one stays
    assertEquals(
        List.of("u: a"), lines(log(rows).read(repeated.withTimes("4", null).withMinValue(2.0))));
  }

  @Test
  void duplicatesOfALogWithoutTimesAreInTheOrderOfRows() throws IOException {
    Path file = Files.writeString(directory.resolve("untimed.csv"), "user,item\nu,b\nu,a\nu,b\n");
    Filters repeated = Filters.NONE.withDropDuplicates(Filters.Duplicates.REPEATED);
    assertEquals(List.of("u: b a"), lines(new LogFile(file).read(repeated)));
    assertEquals(
        file
            + ": expected times, to leave out interactions with the same one, found none; set"
            + " filters.dropDuplicates to repeated to keep the first interaction of a user with an"
            + " item",
        assertThrows(
                DataException.class,
                () ->
                    new LogFile(file)
                        .read(Filters.NONE.withDropDuplicates(Filters.Duplicates.EXACT)))
            .getMessage());
  }

  @Test
  void duplicatesOfManyRowsAreThoseOfABruteForceSearch() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    String[] rows = new String[2000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "u%d,i%d,%d,1".formatted(random.nextInt(9), random.nextInt(20), random.nextInt(30));
    }
    Set<String> rowsSeen = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    for (String row : rows) {
      String[] fields = row.split(",");
      rowsSeen.add(row);
      pairs.add(fields[0] + fields[1]);
    }
    assertEquals(
        rowsSeen.size(),
        log(rows).read(Filters.NONE.withDropDuplicates(Filters.Duplicates.EXACT)).count());
    assertEquals(
        pairs.size(),
        log(rows).read(Filters.NONE.withDropDuplicates(Filters.Duplicates.REPEATED)).count());
  }

  @Test
  void areTheSameAfterTheyWereWrittenAndRead() {
    Filters filters =
        Filters.NONE
            .withMinUserInteractions(2)
            .withMinItemInteractions(3)
            .withCore(true)
            .withTimes("2024-01-01", "9")
            .withDropDuplicates(Filters.Duplicates.EXACT)
            .withMinValue(3.5);
    assertEquals(filters, Json.of(Json.tree(filters), Filters.class));
    assertEquals(Filters.DEFAULT, Json.of(Json.tree(Filters.DEFAULT), Filters.class));
    assertEquals(5, Filters.DEFAULT.minUserInteractions());
  }
}
