package org.recjpq.program.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Histories and titles of forms that were once read wrongly without a word. */
class HistoryCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "cases");

  @TempDir Path folder;

  /** A model that knows the ids i01 to i03. */
  private static final class Model implements Lists {
    private final List<int[]> shapes = new ArrayList<>(); // rows, and length of the longest

    @Override
    public List<List<Recommendation>> of(List<List<String>> histories) {
      int longest = histories.stream().mapToInt(List::size).max().orElse(0);
      shapes.add(new int[] {histories.size(), longest});
      return histories.stream().map(ids -> List.<Recommendation>of()).toList();
    }

    @Override
    public boolean knows(String id) {
      return id.matches("i0[123]");
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertEquals(
        List.of(
            new NamedHistory("u1", List.of("i01", "i02")), new NamedHistory("u2", List.of("i03"))),
        histories(CASES.resolve("A13_histories_bom.csv")));
  }

  @Test
  void semicolonsTabsBlanksAndGzAreUnderstood() throws IOException {
    List<NamedHistory> expected =
        List.of(
            new NamedHistory("u1", List.of("i01", "i02")), new NamedHistory("u2", List.of("i03")));
    assertEquals(expected, histories(CASES.resolve("A14_histories_semicolon.csv")));
    Path tabs = Files.writeString(folder.resolve("tabs"), "u1\ti01\ti02\nu2\ti03\n");
    assertEquals(expected, histories(tabs));
    Path blanks = Files.writeString(folder.resolve("blanks"), "u1, i01, i02\nu2, i03\n");
    assertEquals(expected, histories(blanks));
    Path gz = folder.resolve("gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write("u1,i01,i02\nu2,i03\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(expected, histories(gz));
  }

  @Test
  void historiesWithoutAKnownIdAreCounted() throws IOException {
    Path file = Files.writeString(folder.resolve("in.csv"), "user,item\nu1,i01\nu2\nu3,x,i02\n");
    assertEquals(
        Optional.of(
            file
                + ": 1 of 3 histories had no known id, the first is \"user\"; their lists are the"
                + " most popular items."),
        remark(file));
    Path good = Files.writeString(folder.resolve("good.csv"), "u1,i01\n");
    assertEquals(Optional.empty(), remark(good));
  }

  @Test
  void aFileOfForeignIdsFails() throws IOException {
    Path file = Files.writeString(folder.resolve("in.csv"), "u,x,y,z\n".repeat(300));
    assertEquals(
        file
            + ": expected ids of the model's items, found 0 known ones among the 900 of 300"
            + " histories; check that each line is name,item,item,... with ids of the log that the"
            + " model was trained on",
        assertThrows(DataException.class, () -> remark(file)).getMessage());
    Path output = folder.resolve("out.csv");
    var batch = new BatchRecommendation(new Model(), OutputFormat.CSV, null);
    assertThrows(DataException.class, () -> batch.write(file, output));
    assertTrue(Files.notExists(output));
  }

  @Test
  void aLongHistoryIsAskedAboutByItself() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("in.csv"),
            "u,i01\n".repeat(100) + "u" + ",i01".repeat(100_000) + "\n" + "u,i01\n".repeat(155));
    var model = new Model();
    new BatchRecommendation(model, OutputFormat.CSV, null).write(file, new StringWriter());
    assertEquals(256, model.shapes.stream().mapToInt(shape -> shape[0]).sum());
    assertTrue(model.shapes.stream().allMatch(shape -> shape[0] * shape[1] <= 1 << 18));
  }

  @Test
  void anOpenQuoteIsRefusedBeforeItFillsMemory() throws IOException {
    Path file = folder.resolve("open.csv");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("u,\"i01\n");
      for (int i = 0; i < 1 << 18; i++) {
        out.write(
            "a line of more than one hundred characters, which is swallowed by an open quote"
                + " at the start of the file\n");
      }
    }
    assertEquals(
        file
            + ":1: expected a closing quote, found none in 8388608 characters; add it or remove"
            + " the opening one",
        assertThrows(DataException.class, () -> histories(file)).getMessage());
  }

  @Test
  void titlesTakeTheNamesAndDelimitersOfLogs() throws IOException {
    for (String name : List.of("A17_titles_product_id.csv", "A18_titles_semicolon.csv")) {
      assertEquals("Two", ItemTitles.read(CASES.resolve(name)).title("i02"), name);
    }
  }

  private static List<NamedHistory> histories(Path file) throws IOException {
    try (HistoryReader reader = new HistoryReader(file)) {
      return reader.next(10);
    }
  }

  private static Optional<String> remark(Path file) throws IOException {
    var batch = new BatchRecommendation(new Model(), OutputFormat.CSV, null);
    batch.write(file, new StringWriter());
    return batch.remark(file);
  }
}
