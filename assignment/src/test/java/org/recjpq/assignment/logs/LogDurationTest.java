package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;

class LogDurationTest {
  @ParameterizedTest
  @CsvSource({
    "DATES,1700000000000,1800000000000",
    "SECONDS,5,1800000000000",
    "NUMBERS,1600000000,1800",
    "NUMBERS,1600000000000,1800000",
    "NUMBERS,1600000000000000,1800000000",
    "NUMBERS,1600000000000000000,1800000000000"
  })
  void aDurationIsInTheUnitOfTheLog(Clock clock, long latest, long expected) {
    assertEquals(expected, new LogDuration("PT30M").in(clock, latest));
    assertEquals(48 * expected, new LogDuration("P1D").in(clock, latest));
  }

  @Test
  void aNumberIsTakenAsItIs() {
    assertEquals(17, new LogDuration("17").in(Clock.NUMBERS, 1_600_000_000));
    assertEquals(17_000_000, new LogDuration("17").in(Clock.DATES, 1_600_000_000_000L));
    assertEquals(Long.MAX_VALUE, new LogDuration("999999999999999999").in(Clock.SECONDS, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "-3", "PT-1S", "30m", "1.5", "P99999999D"})
  void otherTextIsNamed(String text) {
    var failure = assertThrows(IllegalArgumentException.class, () -> new LogDuration(text));
    assertEquals(
        "expected a whole number in the unit of the log, or an ISO 8601 duration such as PT30M or"
            + " P7D, found \""
            + text
            + "\"",
        failure.getMessage());
  }

  @Test
  void aLogWithoutTimesHasNoDurations() {
    Interactions log = Interactions.builder().add("ann", "tea").add("ann", "pot").build();
    var failure =
        assertThrows(DataException.class, () -> log.withLongestGap(new LogDuration("P1D")));
    assertEquals(
        "the log: expected times to compare with P1D, found only the order of rows; name the time"
            + " column",
        failure.getMessage());
  }
}
