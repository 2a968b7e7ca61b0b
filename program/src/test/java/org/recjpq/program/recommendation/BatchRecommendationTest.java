package org.recjpq.program.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Formats, parts and restarts, with lists that hold the history itself, scored by its length. */
class BatchRecommendationTest {
  private static final SortedMap<String, String> SETTINGS = new TreeMap<>();

  @TempDir Path folder;
  private Path histories = Path.of("");
  private Path parts = Path.of("");
  private int answered;

  @BeforeEach
  void write() throws IOException {
    histories = Files.writeString(folder.resolve("in.csv"), "ann,a,\"b,\"\"c\"\nbob,ü\ncy\nd,a\n");
    parts = folder.resolve("parts");
    SETTINGS.put("top", "3");
  }

  private List<List<Recommendation>> lists(List<List<String>> asked) {
    answered += asked.size();
    return asked.stream()
        .map(ids -> ids.stream().map(id -> new Recommendation(id, ids.size() / 4f)).toList())
        .toList();
  }

  private BatchRecommendation batch(OutputFormat format) {
    return new BatchRecommendation(this::lists, format, null);
  }

  @Test
  void csvHasARowAnItem() throws IOException {
    assertEquals(
        """
        name,rank,item,score
        ann,1,a,0.5
        ann,2,"b,""c",0.5
        bob,1,ü,0.25
        d,1,a,0.25
        """,
        text(OutputFormat.CSV));
  }

  @Test
  void jsonLinesHaveAnObjectAHistory() throws IOException {
    assertEquals(
        """
        {"name":"ann","items":[{"item":"a","score":0.5},{"item":"b,\\"c","score":0.5}]}
        {"name":"bob","items":[{"item":"ü","score":0.25}]}
        {"name":"cy","items":[]}
        {"name":"d","items":[{"item":"a","score":0.25}]}
        """,
        text(OutputFormat.JSONL));
  }

  @Test
  void parquetHasTheRowsOfCsv() throws IOException {
    Path file = folder.resolve("out.parquet");
    batch(OutputFormat.PARQUET).write(histories, file);
    assertEquals(
        List.of(
            List.of("name=ann", "rank=1", "item=a", "score=0.5"),
            List.of("name=ann", "rank=2", "item=b,\"c", "score=0.5"),
            List.of("name=bob", "rank=1", "item=ü", "score=0.25"),
            List.of("name=d", "rank=1", "item=a", "score=0.25")),
        rows(file));
  }

  @Test
  void titlesStandBesideTheItems() throws IOException {
    Path table = Files.writeString(folder.resolve("titles.csv"), "id,title\na,\"One \"\"A\"\"\"\n");
    ItemTitles titles = ItemTitles.read(table);
    Files.writeString(histories, "ann,a\n");
    StringWriter lines = new StringWriter();
    new BatchRecommendation(this::lists, OutputFormat.JSONL, titles).write(histories, lines);
    assertEquals(
        "{\"name\":\"ann\",\"items\":[{\"item\":\"a\",\"score\":0.25,\"title\":\"One"
            + " \\\"A\\\"\"}]}\n",
        lines.toString());
    Path file = folder.resolve("out.parquet");
    new BatchRecommendation(this::lists, OutputFormat.PARQUET, titles).write(histories, file);
    assertEquals(
        List.of(List.of("name=ann", "rank=1", "item=a", "score=0.25", "title=One \"A\"")),
        rows(file));
  }

  @Test
  void whatAKilledProcessLeftIsReplaced() throws IOException {
    for (OutputFormat format : OutputFormat.values()) {
      Path directory = Files.createDirectories(folder.resolve(format.name()));
      String name = "part-00000." + format.ending();
      Files.writeString(directory.resolve(".unfinished-" + name), "cut of");
      batch(format).writeParts(histories, directory, 9, Shard.WHOLE, SETTINGS);
      assertEquals(List.of(name, "shard-1-of-1.json"), names(directory));
    }
    assertEquals(4, rows(folder.resolve("PARQUET/part-00000.parquet")).size());
  }

  @Test
  void partsTogetherHoldWhatOneFileHolds() throws IOException {
    batch(OutputFormat.JSONL).writeParts(histories, parts, 3, Shard.WHOLE, SETTINGS);
    assertEquals(
        List.of("part-00000.jsonl", "part-00001.jsonl", "shard-1-of-1.json"), names(parts));
    assertEquals(
        text(OutputFormat.JSONL),
        Files.readString(parts.resolve("part-00000.jsonl"))
            + Files.readString(parts.resolve("part-00001.jsonl")));
  }

  @Test
  void shardsShareTheParts() throws IOException {
    batch(OutputFormat.CSV).writeParts(histories, parts, 1, new Shard(2, 3), SETTINGS);
    assertEquals(List.of("part-00001.csv", "shard-2-of-3.json"), names(parts));
    batch(OutputFormat.CSV).writeParts(histories, parts, 1, new Shard(1, 3), SETTINGS);
    batch(OutputFormat.CSV).writeParts(histories, parts, 1, new Shard(3, 3), SETTINGS);
    assertEquals(4, answered);
    assertEquals(4, names(parts).stream().filter(name -> name.startsWith("part")).count());
  }

  @Test
  void whatWasFinishedBeforeAFailureIsNotDoneAgain() throws IOException {
    Lists failing =
        asked -> {
          if (answered == 2) {
            throw new IllegalStateException("killed");
          }
          return lists(asked);
        };
    var first = new BatchRecommendation(failing, OutputFormat.CSV, null);
    assertThrows(
        IllegalStateException.class,
        () -> first.writeParts(histories, parts, 1, Shard.WHOLE, SETTINGS));
    assertEquals(List.of("part-00000.csv", "part-00001.csv", "shard-1-of-1.json"), names(parts));
    batch(OutputFormat.CSV).writeParts(histories, parts, 1, Shard.WHOLE, SETTINGS);
    assertEquals(4, answered);
    assertEquals(5, names(parts).size());
    assertTrue(Files.readString(parts.resolve("part-00003.csv")).endsWith("d,1,a,0.25\n"));
  }

  @Test
  void aCutPartIsWrittenAgain() throws IOException {
    batch(OutputFormat.CSV).writeParts(histories, parts, 1, Shard.WHOLE, SETTINGS);
    Path part = parts.resolve("part-00003.csv");
    String whole = Files.readString(part);
    Files.writeString(part, whole.substring(0, 10));
    answered = 0;
    batch(OutputFormat.CSV).writeParts(histories, parts, 1, Shard.WHOLE, SETTINGS);
    assertEquals(whole, Files.readString(part));
    assertEquals(1, answered);
  }

  @Test
  void listsOfOtherSettingsAreNotMixed() throws IOException {
    batch(OutputFormat.CSV).writeParts(histories, parts, 2, new Shard(1, 2), SETTINGS);
    SortedMap<String, String> others = new TreeMap<>(SETTINGS);
    others.put("top", "4");
    var failure =
        assertThrows(
            DataException.class,
            () -> batch(OutputFormat.CSV).writeParts(histories, parts, 2, new Shard(2, 2), others));
    assertEquals(
        parts.resolve("shard-1-of-2.json")
            + ": expected the settings of this call, found others (top 3, here 4); use another"
            + " directory",
        failure.getMessage());
    assertFalse(Files.exists(parts.resolve("part-00001.csv")));
  }

  @Test
  void moreHistoriesThanABatchHoldsAreAnsweredInTheirOrder() throws IOException {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "u" + i).toList();
    Files.write(histories, names.stream().map(name -> name + ",x").toList());
    assertEquals(
        names, text(OutputFormat.CSV).lines().skip(1).map(row -> row.split(",", 2)[0]).toList());
  }

  @Test
  void shardsAreReadFromText() {
    assertEquals(new Shard(2, 3), Shard.parse("2/3"));
    for (String wrong : List.of("2", "a/b", "1/2/3", "")) {
      var failure = assertThrows(IllegalArgumentException.class, () -> Shard.parse(wrong));
      assertEquals("expected a shard i/n, found " + wrong, failure.getMessage());
    }
    for (String wrong : List.of("0/2", "3/2", "1/0")) {
      var failure = assertThrows(IllegalArgumentException.class, () -> Shard.parse(wrong));
      assertEquals("expected a shard i/n with i from 1 to n, found " + wrong, failure.getMessage());
    }
  }

  private String text(OutputFormat format) throws IOException {
    StringWriter out = new StringWriter();
    batch(format).write(histories, out);
    return out.toString();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.startsWith(".done-"))
          .sorted()
          .toList();
    }
  }

  private static List<List<String>> rows(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (Stream<String[]> found = ParquetReader.streamContentToStrings(file.toFile())) {
      found.forEach(row -> rows.add(List.of(row)));
    }
    return rows;
  }
}
