package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogStatisticsTest {
  @Test
  void countsAreThoseOfAHandMadeLog() {
    RowBlock rows = new RowBlock();
    rows.add("u", "a", 1);
    rows.add("u", "b", 1); // tied with the one before
    rows.add("u", "a", 2); // a repeat
    rows.add("u", "a", 3); // a repeat
    rows.add("v", "a", 2); // another user's equal time is not a tie
    rows.add("w", "c", 5); // three at once
    rows.add("w", "a", 5);
    rows.add("w", "d", 5);
    rows.add("x", "e", 1); // too few
    LogStatistics statistics = LogStatistics.of(group(1, rows));
    assertEquals(new LogStatistics(4, 5, 9, 2.25, 2.0, 4, 4, 0.8, 5 / 9.0, 2 / 9.0), statistics);
  }

  @Test
  void usersLeftOutCountNowhere() {
    RowBlock rows = new RowBlock();
    for (int i = 0; i < 5; i++) {
      rows.add("u", "a", i);
    }
    rows.add("v", "b", 0);
    LogStatistics statistics = LogStatistics.of(group(2, rows));
    assertEquals(new LogStatistics(1, 1, 5, 5, 5, 5, 5, 0, 0, 0.8), statistics);
  }

  @Test
  void thePercentileIsTheLengthThatNineInTenDoNotExceed() {
    RowBlock rows = new RowBlock();
    for (int user = 1; user <= 20; user++) {
      for (int i = 0; i < user; i++) {
        rows.add("u" + user, "i" + i, i);
      }
    }
    LogStatistics statistics = LogStatistics.of(group(1, rows));
    assertEquals(18, statistics.percentile90Length()); // 18 of 20 users
    assertEquals(10.5, statistics.medianLength());
    assertEquals(20, statistics.maxLength());
    assertEquals(4 / 20.0, statistics.longTailShare()); // i16 to i19 have 4 users or fewer
  }

  private static Interactions group(int minUserInteractions, RowBlock rows) {
    InteractionCollector log = new InteractionCollector();
    log.add(rows, true);
    return log.group(
        Filters.NONE.withMinUserInteractions(minUserInteractions),
        new Origin("log", null, Clock.NUMBERS, 0));
  }
}
