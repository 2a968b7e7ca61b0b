package org.recjpq.assignment.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangingLogTest {
  private static final long DAY = 24 * 3600;
  private static final SyntheticLog LOG = new SyntheticLog(600, 205, 12_000, 0.4, 5, 11);

  @Test
  void withoutChangesUsersMeetTheItemsOfThePlainLogSpreadOverTheDays() throws IOException {
    for (SyntheticLog log :
        List.of(LOG, new SyntheticLog(600, 205, 12_000, 0.4, 5, 11, 0.3, 0.1))) {
      StringBuilder plain = new StringBuilder();
      log.writeCsv(plain);
      List<Row> rows = rows(new ChangingLog(log, 40, 0, 0));
      assertEquals(
          plain.toString().lines().skip(1).map(line -> line.replaceAll(",\\d+$", "")).toList(),
          rows.stream().map(row -> row.user + "," + row.item).toList());
      int[] perDay = new int[40];
      rows.forEach(row -> perDay[row.day()]++);
      // 300 a day; users with many interactions make the days uneven
      assertTrue(Arrays.stream(perDay).allMatch(n -> n > 200 && n < 400), Arrays.toString(perDay));
    }
  }

  @Test
  void theInteractionsOfAUserFollowEachOther() throws IOException {
    Map<String, Long> before = new HashMap<>();
    for (Row row : rows(new ChangingLog(LOG, 40, 0.1, 3))) {
      Long last = before.put(row.user, row.seconds);
      assertTrue(last == null || last < row.seconds, row::toString);
    }
    assertEquals(600, before.size());
  }

  @Test
  void theSameNumberOfItemsAppearsOnEachDayAfterTheFirst() {
    ChangingLog log = new ChangingLog(LOG, 40, 0, 3);
    int[] perDay = new int[40];
    IntStream.range(0, 205).forEach(item -> perDay[log.firstDay(item)]++);
    int[] expected = new int[40];
    Arrays.fill(expected, 3);
    expected[0] = 205 - 39 * 3;
    assertArrayEquals(expected, perDay);
    assertEquals(117, log.laterItems());
    // whatever their popularity: of the first half of each cluster as of the second
    long popular = IntStream.range(0, 100).filter(item -> log.firstDay(item) > 0).count();
    assertEquals(117.0 / 200 * 95, (double) popular, 5);
  }

  @Test
  void noItemOccursBeforeItsDayAndNewOnesAreUsed() throws IOException {
    for (double tail : new double[] {0, 0.3}) {
      SyntheticLog plain = new SyntheticLog(600, 205, 12_000, 0.4, 5, 11, tail, 0.1);
      ChangingLog log = new ChangingLog(plain, 40, 0.01, 3);
      Map<String, Integer> days = new HashMap<>();
      IntStream.range(0, 205).forEach(item -> days.put(plain.itemId(item), log.firstDay(item)));
      Set<String> met = new HashSet<>();
      int later = 0;
      for (Row row : rows(log)) {
        int first = days.getOrDefault(row.item, -1);
        assertTrue(first >= 0 && first <= row.day(), row::toString);
        later += first > 0 ? 1 : 0;
        met.add(first > 0 ? row.item : "");
      }
      assertTrue(met.size() > 100, met.size() + " of 117 new items occur");
      // new ones are 57 % of the items and there for half of the time
      assertTrue(later > 2000 && later < 5000, later + " interactions with new items");
    }
  }

  @Test
  void rulesAreReplacedAtTheRateAskedFor() {
    ChangingLog log = new ChangingLog(LOG, 40, 0.02, 0);
    double[] shares = {0, 0.2, 0.5, 0.8};
    int[] days = {0, 10, 25, 40};
    for (int i = 0; i < days.length; i++) {
      int day = days[i];
      double replaced =
          IntStream.range(0, 10_000).filter(rule -> log.version(rule, day) > 0).count() / 10_000.0;
      assertEquals(shares[i], replaced, i == 0 ? 0 : 0.02);
    }
    assertTrue(IntStream.range(0, 10_000).allMatch(rule -> log.version(rule, 50) == 1));
  }

  @Test
  void clustersComeAndGo() {
    ChangingLog log = new ChangingLog(LOG, 40, 0.02, 0); // a place in 1 / 0.02 / 5 = 10 days
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, places(log, 9.9));
    assertArrayEquals(new int[] {1, 2, 3, 4, 0}, places(log, 10.1));
    assertArrayEquals(new int[] {3, 4, 0, 1, 2}, places(log, 39));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, places(new ChangingLog(LOG, 40, 0, 0), 39));
  }

  private static int[] places(ChangingLog log, double day) {
    return IntStream.range(0, 5).map(place -> log.cluster(place, day)).toArray();
  }

  @Test
  void usersFollowTheRulesOfTheDay() throws IOException {
    SyntheticLog plain = new SyntheticLog(1000, 4000, 30_000, 0.2, 4, 5);
    ChangingLog log = new ChangingLog(plain, 40, 0.05, 20);
    ItemWalk walk = new ItemWalk(log);
    Map<String, Integer> items = new HashMap<>();
    IntStream.range(0, 4000).forEach(item -> items.put(plain.itemId(item), item));
    Row before = null;
    int steps = 0;
    int today = 0;
    int first = 0;
    for (Row row : rows(log)) {
      if (before != null && before.user.equals(row.user)) {
        int from = items.getOrDefault(before.item, -1);
        int to = items.getOrDefault(row.item, -1);
        double day = (double) row.seconds / DAY;
        steps++;
        today += IntStream.range(0, 3).anyMatch(k -> walk.successor(from, k, day) == to) ? 1 : 0;
        first += IntStream.range(0, 3).anyMatch(k -> walk.successor(from, k, 0) == to) ? 1 : 0;
      }
      before = row;
    }
    assertEquals(29_000, steps);
    assertEquals(ItemWalk.FOLLOW, (double) today / steps, 0.01);
    // in the mean over 40 days 1 - 10 / 40 of the rules have been replaced, and those that new
    // items took over
    assertTrue(first < 0.25 * steps, first + " of " + steps + " by the rules of the first day");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertMessage("days must lie in [1, 100000], found 0", 0, 0, 0);
    assertMessage("drift must lie in [0, 1000], found -0.1", 40, -0.1, 0);
    assertMessage(
        "newItems must be at least 0, and leave an item of each cluster for the first day, found 6"
            + " on each of 39 days, which is 234 of 205 items; ask for fewer, for fewer days or for"
            + " more items",
        40,
        0,
        6);
  }

  private static void assertMessage(String expected, int days, double drift, int newItems) {
    assertEquals(
        expected,
        assertThrows(
                IllegalArgumentException.class, () -> new ChangingLog(LOG, days, drift, newItems))
            .getMessage());
  }

  private record Row(String user, String item, long seconds) {
    int day() {
      return (int) (seconds / DAY);
    }
  }

  private static List<Row> rows(ChangingLog log) throws IOException {
    StringBuilder csv = new StringBuilder();
    log.writeCsv(csv);
    return csv.toString()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            fields ->
                new Row(fields[0], fields[1], Long.parseLong(fields[2]) - SyntheticLog.FIRST_TIME))
        .toList();
  }
}
