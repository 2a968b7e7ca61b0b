package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TimeParserTest {
  @Test
  void numbersAreTakenAsTheyAre() throws BadRowException {
    TimeParser times = new TimeParser();
    assertEquals(978300760, times.parse("978300760"));
    assertEquals(978300760, times.parse("978300760.0"));
    assertEquals(-5, times.parse("-5"));
    assertEquals(Long.MAX_VALUE, times.parse("9223372036854775807"));
  }

  @Test
  void datesBecomeMillisecondsSince1970() throws BadRowException {
    TimeParser times = new TimeParser();
    assertEquals(86_400_000, times.parse("1970-01-02"));
    assertEquals(3_600_000, times.parse("1970-01-01T01:00:00"));
    assertEquals(3_600_500, times.parse("1970-01-01 01:00:00.5"));
    assertEquals(3_600_000, times.parse("1970-01-01T01:00:00Z"));
    assertEquals(0, times.parse("1970-01-01T01:00:00+01:00"));
    assertEquals(-1000, times.parse("1969-12-31T18:59:59-05:00"));
  }

  @Test
  void whatIsNoTimeIsNamed() throws BadRowException {
    TimeParser numbers = new TimeParser();
    assertMessage("a whole number or an ISO 8601 date", "soon", numbers);
    assertEquals(1, numbers.parse("1"));
    assertMessage("a whole number", "1.5", numbers);
    assertMessage("a whole number", "9223372036854775808", numbers);
    assertMessage("a whole number", "", numbers);
    TimeParser dates = new TimeParser();
    assertEquals(0, dates.parse("1970-01-01"));
    assertMessage("an ISO 8601 date", "1970-02-30", dates);
    assertMessage("an ISO 8601 date", "17", dates);
    assertMessage("an ISO 8601 date", "+999999999-01-01", dates);
  }

  private static void assertMessage(String expected, String field, TimeParser times) {
    assertEquals(
        "expected %s as time, found \"%s\"; name the time column if it is a different one"
            .formatted(expected, field),
        assertThrows(BadRowException.class, () -> times.parse(field)).getMessage());
  }
}
