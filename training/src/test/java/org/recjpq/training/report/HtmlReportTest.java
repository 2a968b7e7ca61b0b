package org.recjpq.training.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.baselines.PopularityRanker;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricValues.Group;
import org.recjpq.training.evaluation.MetricsTable;
import org.w3c.dom.Document;

class HtmlReportTest {
  private static final String NASTY = "<script>alert('\"&\u0007')</script>";

  private static final Group GROUP = new Group(1, new TreeMap<>(Map.of("hit@3", 0.5, "mrr", 0.25)));
  private static final MetricValues FIGURES =
      new MetricValues(GROUP, GROUP, GROUP, Map.of("21-50", GROUP), Map.of());

  @TempDir Path run;

  @Test
  void isWellFormedAndHoldsResultsCurvesSizesAndConfiguration() throws Exception {
    Document page = parse(report("ml-1m", entry(10, 0.9), entry(20, 0.5)).html());
    assertEquals("ml-1m", page.getElementsByTagName("h1").item(0).getTextContent());
    assertEquals(4, page.getElementsByTagName("table").getLength());
    assertEquals(3, page.getElementsByTagName("svg").getLength());
    assertEquals(6, page.getElementsByTagName("circle").getLength());
    String text = page.getDocumentElement().getTextContent();
    for (String part :
        List.of(
            "popularity",
            "0.6309",
            "21-50",
            "Validation hit@3",
            "sub-embeddings",
            "0.5 MiB",
            "seed",
            "42")) {
      assertTrue(text.contains(part), part);
    }
  }

  @Test
  void takesNothingFromElsewhere() {
    String html = report("run", entry(10, 0.9)).html();
    assertFalse(html.matches("(?s).*(src=|href=|url\\(|@import|http).*"), html);
  }

  @Test
  void everyTextIsEscaped() throws Exception {
    var report =
        new HtmlReport(
            NASTY, results(NASTY), FIGURES, List.of(), Map.of(NASTY, NASTY), Map.of(NASTY, NASTY));
    Document page = parse(report.html());
    assertEquals(0, page.getElementsByTagName("script").getLength());
    String shown = "<script>alert('\"&')</script>"; // without the control character
    assertEquals(shown, page.getElementsByTagName("title").item(0).getTextContent());
    int found = page.getDocumentElement().getTextContent().split("<script>", -1).length - 1;
    assertEquals(7, found, "title, heading, results, and a name and a value in both tables");
  }

  @Test
  void aLossThatIsNoNumberIsNotDrawn() throws Exception {
    Document page = parse(report("run", entry(10, Double.NaN)).html());
    assertEquals(2, page.getElementsByTagName("svg").getLength(), "metrics only");
    assertEquals("No evaluation.", page.getElementsByTagName("p").item(0).getTextContent());
  }

  @Test
  void writesTheWholePageInUtf8() throws IOException {
    Path file = run.resolve("report.html");
    HtmlReport report = report("Größe – 規模", entry(10, 0.9));
    report.write(file);
    assertEquals(report.html(), Files.readString(file));
  }

  @Test
  void saysWhichFileItCannotWrite() throws IOException {
    Path file = Files.createFile(run.resolve("file")).resolve("report.html");
    var failure =
        assertThrows(DataException.class, () -> report("run", entry(10, 0.9)).write(file));
    assertEquals(
        "%s: expected to write the report, found: %s; free space or check permissions"
            .formatted(file, file.getParent()),
        failure.getMessage());
  }

  private static HtmlReport report(String title, MetricsEntry... evaluations) {
    return new HtmlReport(
        title,
        results("popularity"),
        FIGURES,
        List.of(evaluations),
        Map.of("sub-embeddings", "0.5 MiB"),
        Map.of("seed", "42"));
  }

  private static MetricsTable results(String name) {
    int[] counts = {9, 8};
    var cases = new EvaluationCases(Sequences.of(2, new int[] {0}), new int[] {1});
    var evaluator = new Evaluator(counts, false, 1);
    return new MetricsTable().add(name, evaluator.evaluate(new PopularityRanker(counts), cases));
  }

  private static MetricsEntry entry(long step, double loss) {
    return new MetricsEntry(step, 1, loss, 0.001, FIGURES, 1, 0, null);
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
  }
}
