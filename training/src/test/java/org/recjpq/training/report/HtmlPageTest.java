package org.recjpq.training.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.report.LineChart.Curve;
import org.recjpq.training.report.LineChart.Level;
import org.recjpq.training.report.LineChart.Point;
import org.w3c.dom.Document;

class HtmlPageTest {
  private static final String NASTY = "<script>alert('\"&\u0007')</script>";
  private static final String LONG = "a-name-without-any-blank-".repeat(12);

  @TempDir Path folder;

  @Test
  void isWellFormedWithEveryPart() throws Exception {
    Document page = parse(page("ml-1m").html());
    assertEquals("ml-1m", page.getElementsByTagName("h1").item(0).getTextContent());
    assertEquals(3, page.getElementsByTagName("svg").getLength());
    assertEquals(3, page.getElementsByTagName("table").getLength(), "one of them in two");
    String text = page.getDocumentElement().getTextContent();
    for (String part : List.of("popularity", "0.6309", "best", "sub-embeddings", "0.5 MiB")) {
      assertTrue(text.contains(part), part);
    }
  }

  @Test
  void takesNothingFromElsewhere() {
    String html = page("run").html();
    assertFalse(html.matches("(?s).*(src=|href=|url\\(|@import|http|<script).*"), html);
  }

  @Test
  void everyTextIsEscaped() throws Exception {
    Document page = parse(page(NASTY).html());
    assertEquals(0, page.getElementsByTagName("script").getLength());
    String shown = "<script>alert('\"&')</script>"; // without the control character
    assertEquals(shown, page.getElementsByTagName("title").item(0).getTextContent());
    int found = page.getDocumentElement().getTextContent().split("<script>", -1).length - 1;
    assertEquals(12, found, "title, heading and what page() adds");
  }

  @Test
  void writesTheWholePageInUtf8() throws IOException {
    Path file = folder.resolve("report.html");
    HtmlPage page = page("Größe – 規模");
    page.write(file);
    assertEquals(page.html(), Files.readString(file));
  }

  @Test
  void saysWhichFileItCannotWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("file")).resolve("report.html");
    var failure = assertThrows(DataException.class, () -> page("run").write(file));
    assertEquals(
        "%s: expected to write the report, found: %s; free space or check permissions"
            .formatted(file, file.getParent()),
        failure.getMessage());
  }

  /** In a frame of that width, because windows of browsers have a least width. */
  @ParameterizedTest
  @ValueSource(ints = {1280, 718, 390, 320})
  void nothingIsWiderThanTheScreen(int width) throws Exception {
    Optional<String> browser = browser();
    assumeTrue(browser.isPresent(), "skipped: neither chromium nor google-chrome on the PATH");
    Path frame = folder.resolve("frame.html");
    Files.writeString(
        frame,
        """
        <!DOCTYPE html><meta charset="utf-8"><title>waiting</title>
        <iframe style="width:%dpx;height:900px;border:0" srcdoc="%s"></iframe>
        <script>
        onload = () => {
          const page = document.querySelector('iframe').contentDocument;
          const width = page.documentElement.clientWidth;
          const wide = [...page.querySelectorAll('body *')].filter(e =>
            e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1);
          const inner = page.documentElement.scrollWidth;
          document.title = 'widths ' + width + ' ' + inner + ' ' + wide.length;
        };
        </script>
        """
            .formatted(width, Html.escape(page(LONG).html())));
    Process process =
        new ProcessBuilder(
                browser.get(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                frame.toUri().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String dom = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String title = dom.replaceFirst("(?s).*?<title>(.*?)</title>.*", "$1");
    assertTrue(title.matches("widths \\d+ \\d+ \\d+"), title);
    String[] found = title.split(" ");
    assertTrue(Integer.parseInt(found[1]) > width - 30, title); // less a scroll bar
    assertEquals(found[1], found[2], "no horizontal scroll: " + title);
    assertEquals("0", found[3], "nothing reaches beyond the page: " + title);
  }

  private static Optional<String> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static HtmlPage page(String name) {
    List<String> heading = List.of("", "a", "b", "c", "d", "e", "f", "g", "h", "i@10");
    List<String> row = List.of(name, "0.6309", "2", "3", "4", "5", "6", "7", "8", "9");
    Curve curve = new Curve(name, List.of(new Point(0, 0.1), new Point(10, 0.2)));
    int[][] usage = new int[40][256];
    usage[1][3] = 7;
    return new HtmlPage(name)
        .section(
            "Results",
            HtmlPage.table(List.of(heading, row), 1)
                + new Bars().add("popularity", 0.5).add(name, 0.25, "0.25", "own").html())
        .add(
            new LineChart(
                    "Loss",
                    "step",
                    name,
                    List.of(curve, curve),
                    List.of(new Level("level", 0.15)),
                    null)
                .html())
        .add(new HeatChart(usage, "items").html())
        .add(
            new ScatterChart(
                    "Sizes",
                    "bytes",
                    "best",
                    List.of(new ScatterChart.Dot("one", 10, 0.1)),
                    bytes -> Sizes.bytes((long) bytes))
                .html())
        .section("Sizes", HtmlPage.pairs(Map.of("sub-embeddings", "0.5 MiB")))
        .add(HtmlPage.sentences(List.of("A `code`.")))
        .add(HtmlPage.folded("More", HtmlPage.paragraph("note", "folded")));
  }

  @Test
  void longNamesOfDotsAreBelowTheChart() {
    String longer = "learningRate 0.001, dropout 0.25";
    ScatterChart shown = scatter("one", "two");
    assertTrue(shown.html().contains(">two</text>"), shown.html());
    ScatterChart numbered = scatter("one", longer);
    assertTrue(numbered.html().contains(">2</text>"), numbered.html());
    assertFalse(numbered.html().contains(">" + longer + "</text>"), numbered.html());
    assertTrue(
        numbered.html().endsWith("<li>one</li><li>" + longer + "</li></ol>\n"), numbered.html());
  }

  private static ScatterChart scatter(String first, String second) {
    return new ScatterChart(
        "Sizes",
        "bytes",
        "best",
        List.of(new ScatterChart.Dot(first, 10, 0.1), new ScatterChart.Dot(second, 20, 0.2)),
        bytes -> Sizes.bytes((long) bytes));
  }

  @Test
  void onlyLongCellsHaveSeveralLines() {
    String name = "a run whose name is longer than a number";
    String table =
        HtmlPage.table(List.of(List.of("run", "against", "mean"), List.of("b", name, "0.1")), 0);
    assertTrue(table.contains("<td class=\"text\" data-label=\"against\">" + name), table);
    assertTrue(table.contains("<td data-label=\"mean\">0.1"), table);
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
  }
}
