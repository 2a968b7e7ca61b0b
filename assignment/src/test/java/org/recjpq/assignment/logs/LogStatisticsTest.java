package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogStatisticsTest {
  @Test
  void countsAreThoseOfAHandMadeLog() {
    InteractionCollector log = new InteractionCollector();
    add(log, "u", "a", 1);
    add(log, "u", "b", 1); // tied with the one before
    add(log, "u", "a", 2); // a repeat
    add(log, "u", "a", 3); // a repeat
    add(log, "v", "a", 2); // another user's equal time is no tie
    add(log, "w", "c", 5); // three at once
    add(log, "w", "a", 5);
    add(log, "w", "d", 5);
    add(log, "x", "e", 1); // too few
    LogStatistics statistics = LogStatistics.of(log.group(1, 0, Path.of("log")));
    assertEquals(new LogStatistics(4, 5, 9, 2.25, 2.0, 4, 4, 0.8, 5 / 9.0, 2 / 9.0), statistics);
  }

  @Test
  void usersLeftOutCountNowhere() {
    InteractionCollector log = new InteractionCollector();
    for (int i = 0; i < 5; i++) {
      add(log, "u", "a", i);
    }
    add(log, "v", "b", 0);
    LogStatistics statistics = LogStatistics.of(log.group(2, 0, Path.of("log")));
    assertEquals(new LogStatistics(1, 1, 5, 5, 5, 5, 5, 0, 0, 0.8), statistics);
  }

  @Test
  void thePercentileIsTheLengthThatNineInTenDoNotExceed() {
    InteractionCollector log = new InteractionCollector();
    for (int user = 1; user <= 20; user++) {
      for (int i = 0; i < user; i++) {
        add(log, "u" + user, "i" + i, i);
      }
    }
    LogStatistics statistics = LogStatistics.of(log.group(1, 0, Path.of("log")));
    assertEquals(18, statistics.percentile90Length()); // 18 of 20 users
    assertEquals(10.5, statistics.medianLength());
    assertEquals(20, statistics.maxLength());
    assertEquals(4 / 20.0, statistics.longTailShare()); // i16 to i19 are met by 4 users and fewer
  }

  private static void add(InteractionCollector log, String user, String item, long time) {
    log.add(user, item, true, time);
  }
}
