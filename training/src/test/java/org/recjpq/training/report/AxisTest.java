package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundAndEncloseTheValues() {
    assertTicks(Axis.around(0.013, 0.094), 0, 0.02, 0.04, 0.06, 0.08, 0.1);
    assertTicks(Axis.around(100, 1100), 0, 200, 400, 600, 800, 1000, 1200);
    assertTicks(Axis.around(-1, 1), -1, -0.5, 0, 0.5, 1);
  }

  @Test
  void equalValuesStillGetAnAxis() {
    assertTicks(Axis.around(0, 0), 0, 0.2);
    assertTicks(Axis.around(500, 500), 500, 600);
    assertTicks(Axis.logarithmic(100, 100), 100, 200, 500, 1000);
  }

  @Test
  void labelsHaveTheDecimalsOfTheirTick() {
    assertEquals("0.06", Axis.around(0.013, 0.094).label(3 * 0.02));
    assertEquals("1,200", Axis.around(100, 1100).label(1200));
    assertEquals("0.5", Axis.around(-1, 1).label(0.5));
    assertEquals("0.01", Axis.logarithmic(0.02, 5).label(0.01));
  }

  @Test
  void aLogarithmicAxisHasPowersOfTenAtEqualDistances() {
    Axis axis = Axis.logarithmic(2, 30, 5000);
    assertTicks(axis, 1, 10, 100, 1000, 10_000);
    assertEquals(0.5, axis.place(100), 1e-12);
  }

  private static void assertTicks(Axis axis, double... expected) {
    assertArrayEquals(
        expected, axis.ticks().stream().mapToDouble(Double::doubleValue).toArray(), 1e-9);
  }
}
