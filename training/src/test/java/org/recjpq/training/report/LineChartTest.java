package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recjpq.training.report.LineChart.Curve;
import org.recjpq.training.report.LineChart.Level;
import org.recjpq.training.report.LineChart.Mark;
import org.recjpq.training.report.LineChart.Point;

class LineChartTest {
  private static final Curve LOSS =
      new Curve("loss", List.of(new Point(0, 0), new Point(5, Double.NaN), new Point(10, 1)));

  @Test
  void theCurveGoesFromCornerToCornerWithoutWhatIsNoNumber() {
    String html = chart(List.of(LOSS), List.of(), null).html();
    // x from 84 to 640 - 20, y from 320 - 58 up to 16
    assertTrue(html.contains("<polyline class=\"c0\" points=\"84.0,262.0 620.0,16.0\"/>"), html);
    assertTrue(html.contains("<title>loss: 1.0000 at 10.00</title>"), html);
    assertTrue(html.contains(">training step</text>"), html);
    assertTrue(html.contains(">value</text>"), html);
    assertFalse(html.contains("legend"), html);
  }

  @Test
  void levelsAreLinesWhoseNamesDoNotOverlap() {
    List<Level> levels = List.of(new Level("b", 0.5), new Level("a", 0.5), new Level("c", 1));
    String html = chart(List.of(LOSS), levels, null).html();
    assertEquals(3, html.split("class=\"level\"", -1).length - 1);
    assertTrue(html.contains("y=\"135.0\" text-anchor=\"end\">b 0.5000<"), html); // line at 139
    assertTrue(html.contains("y=\"118.0\" text-anchor=\"end\">a 0.5000<"), html);
    assertTrue(html.contains("y=\"12.0\" text-anchor=\"end\">c 1.0000<"), html);
  }

  @Test
  void namesOfCloseLevelsStandAboveTheHighestOfThem() {
    List<Level> levels = List.of(new Level("high", 0.5), new Level("low", 0.45));
    String html = chart(List.of(LOSS), levels, null).html();
    assertTrue(html.contains("M84 139.0H620"), html);
    assertTrue(html.contains("M84 151.3H620"), html); // would strike a name 17 above the other
    assertTrue(html.contains("y=\"135.0\" text-anchor=\"end\">low 0.4500<"), html);
    assertTrue(html.contains("y=\"118.0\" text-anchor=\"end\">high 0.5000<"), html);
  }

  @Test
  void namesStandAtTheLeftWhereTheTextOfAPointIsAtTheRight() {
    Mark mark = new Mark(10, 1, "best: step 10");
    String html = chart(List.of(LOSS), List.of(new Level("b", 0.5)), mark).html();
    assertTrue(html.contains("x=\"88\" y=\"135.0\" text-anchor=\"start\">b 0.5000<"), html);
  }

  @Test
  void namesStandBelowTheLinesAtTheTopOfTheChart() {
    List<Level> levels = List.of(new Level("high", 1), new Level("low", 0.98));
    String html = chart(List.of(LOSS), levels, null).html();
    assertTrue(html.contains("M84 20.9H620"), html);
    assertTrue(html.contains("y=\"50.9\" text-anchor=\"end\">low 0.9800<"), html);
    assertTrue(html.contains("y=\"33.9\" text-anchor=\"end\">high 1.0000<"), html);
  }

  @Test
  void aPointIsPointedOutWithinTheChart() {
    String html = chart(List.of(LOSS), List.of(), new Mark(10, 1, "best: step 10")).html();
    assertTrue(html.contains("<circle class=\"mark\" cx=\"620.0\" cy=\"16.0\""), html);
    assertTrue(html.contains("text-anchor=\"end\">best: step 10<"), html);
  }

  @Test
  void severalCurvesHaveALegend() {
    Curve other = new Curve("<other>", List.of(new Point(1, 1)));
    String html = chart(List.of(LOSS, other), List.of(), null).html();
    assertTrue(html.contains("<span class=\"key c1\"><i></i>&lt;other&gt;</span>"), html);
  }

  @Test
  void nothingToDrawIsSaid() {
    Curve none = new Curve("loss", List.of(new Point(1, Double.NaN)));
    assertEquals("<p>Loss: nothing to draw.</p>\n", chart(List.of(none), List.of(), null).html());
  }

  private static LineChart chart(List<Curve> curves, List<Level> levels, @Nullable Mark mark) {
    return new LineChart("Loss", "training step", "value", curves, levels, mark);
  }
}
