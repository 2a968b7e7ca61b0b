package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "511, 511 B",
    "512, 0.5 KiB",
    "524288, 0.5 MiB",
    "1610612736, 1.5 GiB",
    "9223372036854775807, 8.0 EiB"
  })
  void bytesTakeTheLargestUnitThatLeavesAHalf(long bytes, String expected) {
    assertEquals(expected, Sizes.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "3416; 3,416",
        "99999; 99,999",
        "100000; 100,000",
        "999499; 999,499",
        "999999; 999,999",
        "1000000; 1.00 M",
        "1271638; 1.27 M",
        "12716380; 12.7 M",
        "9995000; 10.0 M"
      })
  void countsKeepThreeDigits(long count, String expected) {
    assertEquals(expected, Sizes.count(count));
  }

  @Test
  void timesHaveTwoUnits() {
    assertEquals("59 s", Sizes.time(Duration.ofSeconds(59)));
    assertEquals("3 min 07 s", Sizes.time(Duration.ofSeconds(187)));
    assertEquals("2 h 05 min", Sizes.time(Duration.ofSeconds(7530)));
  }
}
