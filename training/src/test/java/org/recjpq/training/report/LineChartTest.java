package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
  @Test
  void ticksAreRoundAndEncloseTheValues() {
    assertTicks(LineChart.Axis.around(0.013, 0.094), 0, 0.02, 0.04, 0.06, 0.08, 0.1);
    assertTicks(LineChart.Axis.around(100, 1100), 0, 200, 400, 600, 800, 1000, 1200);
    assertTicks(LineChart.Axis.around(-1, 1), -1, -0.5, 0, 0.5, 1);
  }

  @Test
  void equalValuesStillGetAnAxis() {
    assertTicks(LineChart.Axis.around(0, 0), 0, 0.2);
    assertTicks(LineChart.Axis.around(500, 500), 500, 600);
  }

  @Test
  void labelsHaveTheDecimalsOfTheirTick() {
    assertEquals("0.06", LineChart.Axis.around(0.013, 0.094).label(3 * 0.02));
    assertEquals("1,200", LineChart.Axis.around(100, 1100).label(1200));
    assertEquals("0.5", LineChart.Axis.around(-1, 1).label(0.5));
  }

  @Test
  void theCurveGoesFromCornerToCorner() {
    var points = List.of(new LineChart.Point(0, 0), new LineChart.Point(10, 1));
    String svg = new LineChart("loss", points).svg();
    // x from 70 to 640 - 20, y from 280 - 35 up to 15
    assertTrue(svg.contains("<polyline points=\"70.0,245.0 620.0,15.0\"/>"), svg);
    assertTrue(svg.contains("<title>step 10: 1.0000</title>"), svg);
  }

  private static void assertTicks(LineChart.Axis axis, double... expected) {
    assertArrayEquals(
        expected, axis.ticks().stream().mapToDouble(Double::doubleValue).toArray(), 1e-9);
  }
}
