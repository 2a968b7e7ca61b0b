package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CallTimesTest {
  @Test
  void timesAreRankedWhateverTheirOrder() {
    CallTimes times = new CallTimes();
    for (int i = 0; i < 20; i++) {
      times.add((7 * i) % 20);
    }
    assertEquals(20, times.calls());
    assertEquals(10, times.median());
    assertEquals(18, times.percentile95());
    assertEquals(0, times.least());
  }
}
