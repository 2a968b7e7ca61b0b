package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeParserTest {
  @Test
  void numbersAreTakenAsTheyAre() throws BadRowException {
    TimeParser times = new TimeParser();
    assertEquals(978300760, times.parse("978300760"));
    assertEquals(978300760, times.parse("978300760.0"));
    assertEquals(-5, times.parse("-5"));
    assertEquals(Long.MAX_VALUE, times.parse("9223372036854775807"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1970-01-02                       | 86400000000000",
        "1970-01-01T01:00:00              | 3600000000000",
        "1970-01-01 01:00                 | 3600000000000",
        "1970-01-01 01:00:00.5            | 3600500000000",
        "1970-01-01T01:00:00Z             | 3600000000000",
        "1970-01-01T01:00:00+01:00        | 0",
        "1969-12-31T18:59:59-05:00        | -1000000000",
        "1970-01-01 00:00:00.000000001    | 1",
        "1969-12-31 23:59:59.999999999    | -1",
        "1970-01-01 00:00:01 UTC          | 1000000000",
        "1970-01-01 00:00:01+0000         | 1000000000",
        "1970-01-01 00:00:01 +00:00       | 1000000000",
        "1970-01-01 05:30:01 +0530        | 1000000000",
        "1970/01/02                       | 86400000000000",
        "1970/1/2 0:00:01                 | 86401000000000",
        "02.01.1970                       | 86400000000000",
        "02.01.1970 00:00:01              | 86401000000000",
        "1970-01-01 12:00:01 AM           | 1000000000",
        "1970-01-01 12:00:01 pm           | 43201000000000",
        "1970-01-01 1:00 p.m.             | 46800000000000",
        "Fri Jan 02 00:00:01 +0000 1970   | 86401000000000",
        "Fri, 2 Jan 1970 00:00:01 GMT     | 86401000000000",
        "2262-04-11 23:47:16.854775807    | 9223372036854775807",
        "1677-09-21 00:12:43.145224192    | -9223372036854775808"
      })
  void datesBecomeNanosecondsSince1970(String date, long expected) throws BadRowException {
    TimeParser times = new TimeParser();
    assertEquals(expected, times.parse(date));
    assertEquals(Clock.DATES, times.clock());
  }

  @Test
  void aPatternComesBeforeTheUsualForms() throws BadRowException {
    assertEquals(86_400_000_000_000L, new TimeParser("dd/MM/yyyy", false).parse("02/01/1970"));
    assertEquals(
        3_600_000_000_000L, new TimeParser("M/d/yyyy h:mm a", false).parse("1/1/1970 1:00 am"));
    assertEquals(
        3_600_000_000_000L,
        new TimeParser("yyyyMMddHHmmss XXX", false).parse("19700101020000 +01:00"));
    assertMessage("a date such as 2024-05-31 12:00:00", "17", new TimeParser("dd/MM/yyyy", false));
    assertEquals(
        "expected a pattern of times such as dd/MM/yyyy HH:mm:ss, found \"soon\" (Unknown pattern"
            + " letter: o)",
        assertThrows(IllegalArgumentException.class, () -> new TimeParser("soon", false))
            .getMessage());
  }

  @Test
  void numbersWithFractionsBecomeNanosecondsToo() throws BadRowException {
    TimeParser seconds = new TimeParser();
    assertEquals(1_335_928_998_000_250_000L, seconds.parse("1335928998.00025"));
    assertEquals(1_335_928_999_000_000_000L, seconds.parse("1335928999"));
    assertEquals(-500_000_000L, seconds.parse("-.5"));
    assertEquals(Clock.SECONDS, seconds.clock());
    TimeParser milliseconds = new TimeParser();
    assertEquals(1_335_928_998_000_500_000L, milliseconds.parse("1335928998000.5"));
    assertEquals(Clock.MILLISECONDS, milliseconds.clock());
    assertMessage("a number of seconds or milliseconds since 1970", "1e13", milliseconds);
    TimeParser whole = new TimeParser();
    assertEquals(1_335_928_998L, whole.parse("1.335928998E9"));
    assertEquals(Clock.NUMBERS, whole.clock());
    assertThrows(TimeParser.FractionException.class, () -> whole.parse("1335928998.5"));
    assertEquals(1_500_000_000L, new TimeParser(null, true).parse("1.5"));
    assertEquals(1_000_000_000L, new TimeParser(null, true).parse("1"));
  }

  @Test
  void whatIsNoTimeIsNamed() throws BadRowException {
    TimeParser numbers = new TimeParser();
    assertMessage("a number or a date", "soon", numbers);
    assertMessage("a date such as 2024-05-31 12:00:00", "05/02/2012", numbers);
    assertEquals(1, numbers.parse("1"));
    assertMessage("a whole number", "9223372036854775808", numbers);
    assertMessage("a whole number", "", numbers);
    assertMessage("a whole number", "NaN", numbers);
    assertMessage("a whole number", "1e999999999", numbers);
    TimeParser dates = new TimeParser();
    assertEquals(0, dates.parse("1970-01-01"));
    assertMessage("a date such as 2024-05-31 12:00:00", "1970-02-30", dates);
    assertMessage("a date such as 2024-05-31 12:00:00", "1970-01-01 13:00 pm", dates);
    assertMessage("a date such as 2024-05-31 12:00:00", "17", dates);
    assertMessage("a date from 1678 to 2261", "9999-12-31", dates);
    assertMessage("a date such as 2024-05-31 12:00:00", "+999999999-01-01", dates);
  }

  private static void assertMessage(String expected, String field, TimeParser times) {
    String remedy =
        expected.equals("a date such as 2024-05-31 12:00:00")
            ? "set source.format.timeFormat to a pattern for other dates, or name the time column"
            : "name the time column";
    assertEquals(
        "expected %s as time, found \"%s\"; %s if it is a different one"
            .formatted(expected, field, remedy),
        assertThrows(BadRowException.class, () -> times.parse(field)).getMessage());
  }
}
