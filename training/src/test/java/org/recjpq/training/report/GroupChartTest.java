package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupChartTest {
  @Test
  void drawsABarPerValueInItsColour() {
    String html =
        new GroupChart(
                "Quality",
                "length",
                "ndcg",
                List.of("1-5", "6+"),
                List.of(
                    new GroupChart.Series("a<b", List.of(0.5, 0.25)),
                    new GroupChart.Series("c", List.of(Double.NaN, 0.5))))
            .html();
    assertEquals(3, html.split("<rect ", -1).length - 1, html);
    assertEquals(2, html.split("<rect class=\"c0\"", -1).length - 1, html);
    assertTrue(html.contains("a&lt;b, 6+: 0.2500"), html);
    // the vertical axis ends at 0.5: the bars of 0.5 are as high as the frame, that of 0.25 half
    double whole = Plot.HEIGHT - Plot.TOP - Plot.BOTTOM;
    assertEquals(2, html.split("height=\"%.1f\"".formatted(whole), -1).length - 1, html);
    assertEquals(1, html.split("height=\"%.1f\"".formatted(whole / 2), -1).length - 1, html);
  }

  @Test
  void aSeriesHasAValuePerGroup() {
    List<GroupChart.Series> series = List.of(new GroupChart.Series("a", List.of(1.0)));
    assertEquals(
        "a: expected 2 values, found 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new GroupChart("t", "x", "y", List.of("1", "2"), series))
            .getMessage());
  }

  @Test
  void aGridLeavesOutWhatIsUnknown() {
    String html =
        new GridChart(
                "Quality",
                "d",
                "m",
                List.of("32", "64"),
                List.of("4", "8"),
                new double[][] {{0.1, 0.2}, {Double.NaN, 0.15}})
            .html();
    assertEquals(3, html.split("<rect ", -1).length - 1, html);
    assertTrue(html.contains("fill-opacity=\"0.05\""), html); // the smallest
    assertTrue(html.contains("fill-opacity=\"0.65\""), html); // the largest
    assertTrue(html.contains(">0.1500<"), html);
  }
}
