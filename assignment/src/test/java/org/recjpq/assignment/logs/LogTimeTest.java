package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
  /** The second is 1.7e9, in November 2023. */
  @ParameterizedTest
  @CsvSource({
    "DATES,1700000000000,1700000000000000000",
    "SECONDS,5,1700000000000000000",
    "NUMBERS,1600000000,1700000000",
    "NUMBERS,1600000000000,1700000000000",
    "NUMBERS,1600000000000000,1700000000000000",
    "NUMBERS,1600000000000000000,1700000000000000000"
  })
  void aDateIsInTheUnitOfTheLog(Clock clock, long latest, long expected) {
    assertEquals(expected, new LogTime("2023-11-14T22:13:20Z").in(clock, latest));
    assertEquals(expected, new LogTime("2023-11-14 22:13:20").in(clock, latest));
  }

  @Test
  void aNumberIsTakenAsItIs() {
    assertEquals(-17, new LogTime("-17").in(Clock.NUMBERS, 1_600_000_000));
    assertEquals(17_000_000, new LogTime("17").in(Clock.DATES, 1_600_000_000_000L));
    assertEquals(
        -1, new LogTime("1969-12-31T23:59:59.5Z").in(Clock.NUMBERS, 1_600_000_000)); // not 0
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "1.5", "2024-02-30", "99999999999999999999"})
  void otherTextIsNamed(String text) {
    var failure = assertThrows(IllegalArgumentException.class, () -> new LogTime(text));
    assertEquals(
        "expected a whole number in the unit of the log, or an ISO 8601 date such as"
            + " 2024-05-31 or 2024-05-31T12:00:00Z, found \""
            + text
            + "\"",
        failure.getMessage());
  }
}
